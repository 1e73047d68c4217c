package io.cemfleet.lab.simulator;

import org.jspecify.annotations.Nullable;

/** Recognises requests that only read. Several vendors query by POST, so the method alone is not enough. */
final class ReadOnlyRequests {
    private ReadOnlyRequests() {}

    static boolean isRead(SimulatedSystem face, String method, String path, @Nullable String query) {
        if (method.equals("GET") || method.equals("HEAD") || method.equals("OPTIONS")) {
            return true;
        }
        return switch (face) {
            case CNC ->
                query != null && query.contains("dry-run=")
                        || method.equals("POST") && cncQuery(path)
                        || path.contains("/sso/");
            case PCA -> method.equals("POST") && pcaQuery(path);
            default -> false;
        };
    }

    private static boolean cncQuery(String path) {
        return path.startsWith("/crosswork/optima-analytics/")
                || path.startsWith("/crosswork/aa/")
                || path.endsWith("/nodes/query")
                || path.endsWith("/alarms/v1/query")
                || path.contains("/operations/cat-inventory-rpc:get-")
                || path.endsWith("sr-policy-dryrun")
                || path.endsWith("rsvp-te-tunnel-dryrun")
                || path.endsWith("-datalist-oper")
                || path.endsWith(":create-notification-stream")
                || path.contains("/cisco-crosswork-optimization-engine-operations:") && !path.contains(":set-");
    }

    private static boolean pcaQuery(String path) {
        return path.contains("/metrics/") || path.endsWith("/alerts/active") || path.contains("/auth/");
    }
}
