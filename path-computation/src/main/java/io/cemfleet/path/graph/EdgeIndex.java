package io.cemfleet.path.graph;

import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The edges of links and of shared-risk groups, so that a mask costs what it closes and not a pass over all edges. */
public final class EdgeIndex {

    private static final int[] NONE = {};

    private final Map<String, int[]> ofLink;
    private final Map<Long, int[]> ofGroup;

    private EdgeIndex(Map<String, int[]> ofLink, Map<Long, int[]> ofGroup) {
        this.ofLink = ofLink;
        this.ofGroup = ofGroup;
    }

    /** A group of either direction of a link holds for both. */
    static EdgeIndex of(NetworkTopology topology, List<LinkDirection> edges) {
        var byLink = new HashMap<String, IntStream.Builder>();
        for (int edge = 0; edge < edges.size(); edge++) {
            added(byLink, edges.get(edge).linkId()).add(edge);
        }
        var ofLink = arrays(byLink);
        var byGroup = new HashMap<Long, IntStream.Builder>();
        for (var link : topology.links()) {
            for (var group : link.srlgs()) {
                var edgesOfGroup = added(byGroup, group.longValue());
                IntStream.of(ofLink.getOrDefault(link.id(), NONE)).forEach(edgesOfGroup);
            }
        }
        return new EdgeIndex(ofLink, arrays(byGroup));
    }

    /** Both directions of a link; empty when the topology does not have it. The array is not to be changed. */
    public int[] ofLink(String linkId) {
        return ofLink.getOrDefault(linkId, NONE);
    }

    /** The edges of a shared-risk group; empty when the topology does not have it. The array is not to be changed. */
    public int[] ofGroup(long group) {
        return ofGroup.getOrDefault(group, NONE);
    }

    private static <K> IntStream.Builder added(Map<K, IntStream.Builder> to, K key) {
        return to.computeIfAbsent(key, unused -> IntStream.builder());
    }

    private static <K> Map<K, int[]> arrays(Map<K, IntStream.Builder> edges) {
        var arrays = new HashMap<K, int[]>();
        edges.forEach((key, numbers) -> arrays.put(key, numbers.build().toArray()));
        return arrays;
    }
}
