package io.cemfleet.lab.network;

/**
 * The impairment of a link in both directions, in addition to its own values.
 *
 * @param latencyMs from 0
 * @param jitterMs from 0
 * @param lossPct 0 to 100
 */
public record LinkImpairment(double latencyMs, double jitterMs, double lossPct) {

    public static final LinkImpairment NONE = new LinkImpairment(0, 0, 0);

    static final LinkImpairment DOWN = new LinkImpairment(0, 0, 100);

    public LinkImpairment {
        if (!(latencyMs >= 0) || !(jitterMs >= 0) || !(lossPct >= 0) || lossPct > 100) {
            throw new IllegalArgumentException("impairment out of range");
        }
    }
}
