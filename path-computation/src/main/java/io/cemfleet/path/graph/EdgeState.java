package io.cemfleet.path.graph;

import java.util.Arrays;

/**
 * What is known of each edge at one moment: delays for the search, and the room that is left. {@code NaN} stands for
 * unknown inside these arrays only.
 */
public final class EdgeState {

    private final double[] delayMs;
    private final double[] capacityMbps;
    private final double[] utilisation;
    private final double[] reservedMbps;
    private final Costs delays;

    private EdgeState(
            double[] delayMs, double[] capacityMbps, double[] utilisation, double[] reservedMbps, Costs delays) {
        this.delayMs = delayMs;
        this.capacityMbps = capacityMbps;
        this.utilisation = utilisation;
        this.reservedMbps = reservedMbps;
        this.delays = delays;
    }

    /**
     * Arrays by edge number; they are not copied.
     *
     * @param delayMs always known
     * @param capacityMbps NaN where unknown
     * @param utilisation 0 to 1, NaN where unknown
     */
    public static EdgeState of(PathGraph graph, double[] delayMs, double[] capacityMbps, double[] utilisation) {
        var delays = Costs.of(graph, edge -> Math.round(delayMs[edge] * 1000));
        return new EdgeState(delayMs, capacityMbps, utilisation, new double[delayMs.length], delays);
    }

    /** A copy with its own reservations, starting from these. */
    public EdgeState fork() {
        return new EdgeState(delayMs, capacityMbps, utilisation, reservedMbps.clone(), delays);
    }

    /** Takes room on an edge; a negative amount gives it back. */
    public void reserve(int edge, double mbps) {
        reservedMbps[edge] += mbps;
    }

    public double delayMs(int edge) {
        return delayMs[edge];
    }

    /** Delays as costs, microseconds. */
    public Costs delays() {
        return delays;
    }

    /** Capacity less load less reservations, Mbit/s; NaN where load or capacity is unknown. */
    public double residualMbps(int edge) {
        return capacityMbps[edge] * (1 - utilisation[edge]) - reservedMbps[edge];
    }

    /** Capacity less reservations, as if there were no load; NaN where the capacity is unknown. */
    public double emptyMbps(int edge) {
        return capacityMbps[edge] - reservedMbps[edge];
    }

    /** The room on the tightest edge; NaN when one is unknown. */
    public double bottleneckMbps(int[] path) {
        return Arrays.stream(path)
                .mapToDouble(this::residualMbps)
                .reduce(Math::min)
                .orElse(Double.NaN);
    }
}
