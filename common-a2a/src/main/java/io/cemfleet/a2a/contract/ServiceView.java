package io.cemfleet.a2a.contract;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A VPN service as the controller configures it.
 *
 * @param committedMbps the bandwidth sold with its accesses, as a sum, null where the controller does not say
 */
public record ServiceView(
        String serviceId,
        String serviceName,
        String serviceType,
        @Nullable String customer,
        SlaTier slaTier,
        SlaLimits slaLimits,
        List<String> nodes,
        List<Integer> colors,
        @Nullable Double committedMbps) {}
