package io.cemfleet.orchestrator.incident;

import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.contract.TeType;
import org.jspecify.annotations.Nullable;

/**
 * What a protection protects: one direction of traffic of a colour. Services that share it share the protection.
 *
 * @param color the colour of the routes at the end-point, null for plain IGP
 */
public record ProtectionKey(String headEnd, String endPoint, @Nullable Integer color, TeType teType) {

    public static ProtectionKey of(AssessImpact.Flow flow) {
        return new ProtectionKey(flow.headEnd(), flow.endPoint(), flow.color(), flow.teType());
    }

    /** The key on the wire, such as {@code frankfurt>prague/100/sr-mpls}; {@code -} stands for no colour. */
    public String wire() {
        return headEnd + '>' + endPoint + '/' + (color == null ? "-" : color.toString()) + '/' + teType.wire();
    }

    /** The traffic, regardless of its TE type; only one incident protects it at a time. */
    public String traffic() {
        return headEnd + '>' + endPoint + '/' + (color == null ? "-" : color.toString());
    }
}
