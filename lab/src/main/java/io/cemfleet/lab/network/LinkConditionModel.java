package io.cemfleet.lab.network;

/** Computes the condition of links under load, and of paths over them. */
final class LinkConditionModel {

    /** Above this share of the capacity, queues fill and packets are lost. */
    static final double FULL = 0.95;

    private static final double QUEUE_MS = 0.02;
    private static final double FULL_BUFFER_MS = 40;
    private static final double BASE_JITTER_MS = 0.05;
    private static final double LOSS_AT_CAPACITY = 0.5;

    private LinkConditionModel() {}

    static LinkCondition of(LabLink link, double offeredMbps, LinkImpairment impairment) {
        double ratio = offeredMbps / link.capacityMbps();
        double queue = queueMs(ratio);
        double passed = (1 - loss(ratio) / 100) * (1 - impairment.lossPct() / 100);
        return new LinkCondition(
                link.delayMs() + queue + impairment.latencyMs(),
                BASE_JITTER_MS + 0.3 * queue + impairment.jitterMs(),
                100 * (1 - passed),
                Math.min(1, ratio),
                offeredMbps);
    }

    /**
     * The condition of a path: delays add up, jitter adds as independent variations, losses compound, and the
     * utilisation is that of the fullest direction.
     */
    static LinkCondition along(int[] way, LinkCondition[] links) {
        double delay = 0;
        double variance = 0;
        double passed = 1;
        double utilisation = 0;
        double offered = 0;
        for (int direction : way) {
            LinkCondition link = links[direction];
            delay += link.delayMs();
            variance += link.jitterMs() * link.jitterMs();
            passed *= 1 - link.lossPct() / 100;
            utilisation = Math.max(utilisation, link.utilisation());
            offered = Math.max(offered, link.offeredMbps());
        }
        return new LinkCondition(delay, Math.sqrt(variance), 100 * (1 - passed), utilisation, offered);
    }

    private static double queueMs(double ratio) {
        double calm = Math.min(ratio, FULL);
        double queue = QUEUE_MS * calm / (1 - calm);
        return ratio <= FULL ? queue : queue + FULL_BUFFER_MS * Math.min(1, (ratio - FULL) / (1.1 - FULL));
    }

    private static double loss(double ratio) {
        if (ratio <= FULL) {
            return 0;
        }
        return ratio <= 1
                ? LOSS_AT_CAPACITY * (ratio - FULL) / (1 - FULL)
                : LOSS_AT_CAPACITY + (100 - LOSS_AT_CAPACITY) * (1 - 1 / ratio);
    }
}
