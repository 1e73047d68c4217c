package io.cemfleet.a2a.naming;

import io.cemfleet.a2a.contract.TeType;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the fleet names its tunnels, which is also how their policies and candidate paths are recognised in the network. */
public final class TunnelName {
    private static final Pattern OURS = Pattern.compile("(sr-policy|srv6-policy|rsvp-te)-.+-protect-\\d{3,}");
    /** A router reports the candidate paths of a configured policy under the policy's name, in this form. */
    private static final Pattern CONFIGURED = Pattern.compile("cfg_(.+)_discr_\\d+");

    private TunnelName() {}

    /** The name of the tunnel of a number between two routers (slugs). */
    public static String of(TeType teType, String headEnd, String endPoint, int number) {
        return "%s-%s-%s-protect-%03d".formatted(kind(teType), headEnd, endPoint, number);
    }

    private static String kind(TeType teType) {
        return switch (teType) {
            case SR_MPLS -> "sr-policy";
            case SRV6 -> "srv6-policy";
            case RSVP_TE -> "rsvp-te";
        };
    }

    /** Whether a policy's name is one that the fleet gives. */
    public static boolean ours(String policy) {
        return OURS.matcher(policy).matches();
    }

    /** The tunnel that a candidate path belongs to, by the name that the network reports; empty where it is not the fleet's. */
    public static Optional<String> ofCandidatePath(String pathName) {
        Matcher configured = CONFIGURED.matcher(pathName);
        return Optional.of(configured.matches() ? configured.group(1) : pathName)
                .filter(TunnelName::ours);
    }
}
