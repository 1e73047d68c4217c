package io.cemfleet.orchestrator.incident;

import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.TeType;
import org.jspecify.annotations.Nullable;

/**
 * A tunnel in the network that serves a protection.
 *
 * @param bindingSid null where none was allocated
 * @param pathVersion of the path in the network, null where tunnel-provisioning did not say
 */
public record ProtectionTunnel(
        String tunnelId, @Nullable SegmentId bindingSid, TeType teType, @Nullable Long pathVersion) {
    public static ProtectionTunnel of(ProvisionTunnel.Result made) {
        return new ProtectionTunnel(made.tunnelId(), made.bindingSid(), made.teType(), made.pathVersion());
    }
}
