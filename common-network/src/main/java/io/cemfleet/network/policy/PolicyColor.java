package io.cemfleet.network.policy;

import org.jspecify.annotations.Nullable;

/** The colour of an SR policy, from text of other systems. */
public final class PolicyColor {

    /** The digits of the largest colour. */
    private static final int LONGEST = 10;

    private PolicyColor() {}

    /** A colour from 1 to 2^31-1; absent for any other text. */
    public static @Nullable Integer parse(String text) {
        var digits = text.strip();
        if (digits.length() > LONGEST) {
            return null;
        }
        try {
            int color = Integer.parseInt(digits);
            return color > 0 ? color : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }
}
