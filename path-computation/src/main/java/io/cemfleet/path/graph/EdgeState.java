package io.cemfleet.path.graph;

import java.util.Arrays;
import java.util.function.IntFunction;

/**
 * The known state of each edge at one moment, and its free capacity. {@code NaN} stands for unknown inside these arrays
 * only. Not safe for threads that reserve.
 */
public final class EdgeState {

    /** Capacities are compared with this tolerance, Mbit/s: sums of measured figures are never exact. */
    private static final double TOLERANCE_MBPS = 1e-6;

    private final EdgeMeasurements[] figures;
    private final double[] searchDelayMs;
    private final EdgeCosts delays;
    private final double usable;
    private final EdgeAmounts reservedMbps;
    private final EdgeAmounts ownMbps;

    private EdgeState(EdgeState known, double usable, EdgeAmounts reservedMbps, EdgeAmounts ownMbps) {
        this.figures = known.figures;
        this.searchDelayMs = known.searchDelayMs;
        this.delays = known.delays;
        this.usable = usable;
        this.reservedMbps = reservedMbps;
        this.ownMbps = ownMbps;
    }

    private EdgeState(EdgeMeasurements[] figures, double[] searchDelayMs, EdgeCosts delays) {
        this.figures = figures;
        this.searchDelayMs = searchDelayMs;
        this.delays = delays;
        this.usable = 1;
        this.reservedMbps = new EdgeAmounts(figures.length);
        this.ownMbps = new EdgeAmounts(figures.length);
    }

    /**
     * Reads the figures of each edge once.
     *
     * @param unknownDelayMs the delay that a search assumes where it is unknown: never zero
     */
    public static EdgeState of(PathGraph graph, IntFunction<EdgeMeasurements> figuresOfEdge, double unknownDelayMs) {
        var figures = new EdgeMeasurements[graph.edgeCount()];
        var delays = new double[graph.edgeCount()];
        for (int edge = 0; edge < figures.length; edge++) {
            figures[edge] = figuresOfEdge.apply(edge);
            var known = figures[edge].delayMs();
            delays[edge] = known == null ? unknownDelayMs : known;
        }
        return new EdgeState(figures, delays, EdgeCosts.of(graph, edge -> Math.round(delays[edge] * 1000)));
    }

    /** A copy with its own reservations, starting from these. */
    public EdgeState fork() {
        return new EdgeState(this, usable, reservedMbps.copy(), ownMbps.copy());
    }

    /** A copy on which only this fraction of each capacity may be used, 0 to 1. */
    public EdgeState heldTo(double threshold) {
        return new EdgeState(this, threshold, reservedMbps.copy(), ownMbps.copy());
    }

    /** Reserves capacity on an edge; a negative amount releases it. */
    public void reserve(int edge, double mbps) {
        reservedMbps.set(edge, reservedMbps.of(edge) + mbps);
    }

    /** Sets the amount of the traffic to be placed that is already on this edge. */
    public void own(int edge, double mbps) {
        ownMbps.set(edge, mbps);
    }

    public double reservedMbps(int edge) {
        return reservedMbps.of(edge);
    }

    public EdgeMeasurements figures(int edge) {
        return figures[edge];
    }

    /** The delay, or the assumed delay where it is unknown. */
    public double delayMs(int edge) {
        return searchDelayMs[edge];
    }

    /** Delays as costs, microseconds. */
    public EdgeCosts delays() {
        return delays;
    }

    /** The load that placing this much traffic adds to the edge, less the part that is already on it. */
    public double addedMbps(int edge, double mbps) {
        return Math.max(0, mbps - ownMbps.of(edge));
    }

    /**
     * Whether the edge has capacity for the traffic that is added. Traffic that is already on it may stay at any load;
     * an edge without free capacity accepts no other traffic.
     *
     * @param unknownLoad whether the capacity alone decides for an edge of unknown load; traffic never fits on an edge
     *     of unknown capacity
     */
    public boolean takes(int edge, double mbps, boolean unknownLoad) {
        double added = addedMbps(edge, mbps);
        if (ownMbps.of(edge) > 0 && added <= TOLERANCE_MBPS) {
            return true;
        }
        double room = residualMbps(edge);
        double judged = Double.isNaN(room) && unknownLoad ? emptyMbps(edge) : room;
        return judged + TOLERANCE_MBPS >= added;
    }

    /** Usable capacity less load less reservations, Mbit/s; NaN where load or capacity is unknown. */
    public double residualMbps(int edge) {
        var load = figures[edge].utilisation();
        return load == null ? Double.NaN : emptyMbps(edge) - load * capacityMbps(edge);
    }

    /** Usable capacity less reservations, as if there were no load; NaN where the capacity is unknown. */
    public double emptyMbps(int edge) {
        return usable * capacityMbps(edge) - reservedMbps.of(edge);
    }

    /** Mbit/s; NaN where unknown. */
    public double capacityMbps(int edge) {
        var capacity = figures[edge].capacityMbps();
        return capacity == null ? Double.NaN : capacity;
    }

    /** The free capacity of the tightest edge; NaN when one is unknown. */
    public double bottleneckMbps(int[] path) {
        return Arrays.stream(path)
                .mapToDouble(this::residualMbps)
                .reduce(Math::min)
                .orElse(Double.NaN);
    }
}
