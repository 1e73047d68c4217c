package io.cemfleet.cnc.policy;

import static io.cemfleet.cnc.json.YangJson.figure;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.network.measurement.ReportedUnit;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.PolicyMeasurement;

/** Reads the controller's {@code sr-policy-pm}. */
public final class PolicyPerformance {

    private PolicyPerformance() {}

    /** What it says about a policy; a value that it does not have is absent. */
    public static PolicyMeasurement read(PolicyKey key, JsonNode pm) {
        return new PolicyMeasurement(
                key,
                figure(ReportedUnit.KILOBITS_PER_SECOND, pm, "bandwidth-utilization-kbps"),
                figure(ReportedUnit.MICROSECONDS, pm, "delay-telemetry"),
                figure(ReportedUnit.MICROSECONDS, pm, "jitter-telemetry"));
    }
}
