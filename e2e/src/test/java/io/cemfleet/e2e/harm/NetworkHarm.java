package io.cemfleet.e2e.harm;

import io.cemfleet.lab.network.ServiceState;
import io.cemfleet.lab.network.ServiceTier;
import java.util.ArrayList;
import java.util.List;

/**
 * What protections did to a network, beside the same network with nothing done.
 *
 * @param overfilled directions that were below the threshold and are above it now
 * @param worse services that are beyond their limits and worse off than with nothing done
 * @param fullest of the directions that protections could have filled, 0 to 1
 */
record NetworkHarm(List<String> overfilled, List<String> worse, double fullest) {
    static final double THRESHOLD = 0.8;
    private static final double ROUNDING = 1e-6;
    /** Queues behind more traffic on a link below the threshold, over a whole path. */
    private static final double QUEUEING_MS = 0.5;

    static NetworkHarm between(double[] before, double[] after, List<ServiceState> untouched, List<ServiceState> now) {
        List<String> overfilled = new ArrayList<>();
        double fullest = 0;
        for (int direction = 0; direction < before.length; direction++) {
            if (after[direction] > THRESHOLD + ROUNDING && after[direction] > before[direction] + ROUNDING) {
                overfilled.add(
                        "direction %d: %.3f, then %.3f".formatted(direction, before[direction], after[direction]));
            }
            fullest = Math.max(fullest, after[direction]);
        }
        List<String> worse = new ArrayList<>();
        for (int i = 0; i < now.size(); i++) {
            if (isWorse(untouched.get(i), now.get(i))) {
                worse.add(described(untouched.get(i), now.get(i)));
            }
        }
        return new NetworkHarm(overfilled, worse, fullest);
    }

    private static boolean isWorse(ServiceState untouched, ServiceState now) {
        ServiceTier tier = now.service().tier();
        return now.latencyMs() > tier.latencyLimitMs() && now.latencyMs() > untouched.latencyMs() + QUEUEING_MS
                || now.jitterMs() > tier.jitterLimitMs() && now.jitterMs() > untouched.jitterMs() + QUEUEING_MS
                || now.lossPct() > tier.lossLimitPct() && now.lossPct() > untouched.lossPct() + ROUNDING;
    }

    private static String described(ServiceState untouched, ServiceState now) {
        return "%s (%s): %.2f ms %.2f ms %.3f %%, then %.2f ms %.2f ms %.3f %%"
                .formatted(
                        now.service().id(),
                        now.service().tier().wire(),
                        untouched.latencyMs(),
                        untouched.jitterMs(),
                        untouched.lossPct(),
                        now.latencyMs(),
                        now.jitterMs(),
                        now.lossPct());
    }
}
