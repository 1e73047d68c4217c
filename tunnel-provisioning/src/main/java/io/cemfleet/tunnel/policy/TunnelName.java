package io.cemfleet.tunnel.policy;

import java.util.regex.Pattern;

/** How the fleet names its tunnels in the network. */
public final class TunnelName {
    private static final Pattern OURS = Pattern.compile("sr-policy-.+-protect-\\d{3,}");

    private TunnelName() {}

    public static String of(String headEnd, String endPoint, int number) {
        return "sr-policy-%s-%s-protect-%03d".formatted(headEnd, endPoint, number);
    }

    /** Whether a policy's name is one that the fleet gives. */
    public static boolean ours(String policy) {
        return OURS.matcher(policy).matches();
    }
}
