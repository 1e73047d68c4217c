package io.cemfleet.path.constraint;

import io.cemfleet.a2a.contract.ComputedPath;
import io.cemfleet.a2a.contract.PathSegment;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.network.topology.LinkDirection;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A path and the segment list that makes traffic follow it. */
public record FoundPath(PathNetwork network, int[] edges, List<PathSegment> segments, TeType teType) {

    /** The path as a contract type. The bottleneck is absent where a load is unknown. */
    public ComputedPath computed() {
        var directions = network.graph().directions(edges);
        var nodes = new ArrayList<String>();
        nodes.add(directions.getFirst().from());
        directions.forEach(direction -> nodes.add(direction.to()));
        return new ComputedPath(
                nodes,
                directions.stream().map(LinkDirection::linkId).toList(),
                segments,
                edges.length,
                delayMs(),
                directions.stream().mapToLong(LinkDirection::igpMetric).sum(),
                directions.stream().mapToLong(LinkDirection::teMetric).sum(),
                bottleneckMbps(),
                teType);
    }

    /** One-way delay in milliseconds, rounded to the microsecond. */
    public double delayMs() {
        double sum = 0;
        for (int edge : edges) {
            sum += network.state().delayMs(edge);
        }
        return Math.round(sum * 1000) / 1000.0;
    }

    private @Nullable Double bottleneckMbps() {
        double room = network.state().bottleneckMbps(edges);
        return Double.isNaN(room) ? null : Double.valueOf(Math.max(0, Math.round(room * 1000) / 1000.0));
    }
}
