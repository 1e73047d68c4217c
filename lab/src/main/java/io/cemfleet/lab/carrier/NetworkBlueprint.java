package io.cemfleet.lab.carrier;

import io.cemfleet.lab.network.GeoPosition;
import io.cemfleet.lab.network.LabTopology;
import io.cemfleet.lab.network.TopologyBuilder;
import io.cemfleet.lab.network.TopologyBuilder.LinkSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.IntToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * Sites and the spans between them, before they are numbered.
 *
 * @param name of the network
 * @param sites each with one router
 * @param spans each with one link
 */
record NetworkBlueprint(String name, List<Site> sites, List<Span> spans) {

    /**
     * A place with a router.
     *
     * @param hostname of the router
     * @param position unknown for some sites
     * @param weight the number of nearby customers, from 0
     */
    record Site(String hostname, @Nullable GeoPosition position, double weight) {}

    /**
     * A link.
     *
     * @param one index of a site
     * @param other index of another site
     * @param capacityMbps in each direction
     * @param delayMs static one-way delay
     * @param teFactor TE metric by IGP metric
     * @param srlgs shared risks
     * @param affinities bit mask
     */
    record Span(
            int one,
            int other,
            double capacityMbps,
            double delayMs,
            double teFactor,
            Set<Integer> srlgs,
            int affinities) {}

    LabTopology topology() {
        return topology(span -> spans.get(span).capacityMbps());
    }

    LabTopology topology(IntToDoubleFunction capacityMbps) {
        TopologyBuilder builder = new TopologyBuilder();
        sites.forEach(site -> builder.router(site.hostname(), site.position()));
        for (int i = 0; i < spans.size(); i++) {
            Span span = spans.get(i);
            int metric = LinkSpec.delayMetric(span.delayMs());
            int teMetric = (int) Math.max(1, Math.round(metric * span.teFactor()));
            builder.link(
                    span.one(),
                    span.other(),
                    new LinkSpec(
                            capacityMbps.applyAsDouble(i),
                            span.delayMs(),
                            metric,
                            metric,
                            teMetric,
                            span.srlgs(),
                            span.affinities()));
        }
        return builder.build();
    }

    /** Weights of the routers, in the order of their indexes. */
    List<Double> weights() {
        return new ArrayList<>(sites.stream().map(Site::weight).toList());
    }
}
