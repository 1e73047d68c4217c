package io.cemfleet.cnc.topology;

import static io.cemfleet.cnc.json.YangJson.at;
import static io.cemfleet.cnc.json.YangJson.each;
import static io.cemfleet.cnc.json.YangJson.figure;
import static io.cemfleet.cnc.json.YangJson.integer;
import static io.cemfleet.cnc.json.YangJson.textOr;
import static io.cemfleet.cnc.json.YangJson.wholeNumber;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.network.measurement.ReportedUnit;
import io.cemfleet.network.topology.LinkAttributes;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.network.topology.LinkEnd;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A direction as read, before it has an id: the ids depend on all links together. */
record LinkDirectionDraft(String cncLinkId, LinkEnd source, LinkEnd target, LinkAttributes attributes) {

    LinkIds.CableEnds cable() {
        return LinkIds.CableEnds.between(source, target);
    }

    LinkDirection named(String linkId) {
        return new LinkDirection(linkId, source, target, cncLinkId, attributes);
    }

    /** Empty without an IGP metric, since the IGP routes nothing over such a link. */
    static Optional<LinkDirectionDraft> read(
            String id, LinkEnd source, LinkEnd target, JsonNode link, JsonNode ethernet) {
        var layer3 = at(link, "l3-link-attributes");
        var engineering = at(layer3, "l3-link-attributes");
        var igp = integer(layer3, "metric1");
        if (igp == null || igp < 0) {
            return Optional.empty();
        }
        var te = integer(layer3, "metric2");
        var capacity = figure(ReportedUnit.KILOBITS_PER_SECOND, engineering, "max-bandwidth-kbps");
        var affinities = wholeNumber(engineering, "administrative-group");
        return Optional.of(new LinkDirectionDraft(
                id,
                source,
                target,
                new LinkAttributes(
                        textOr("0", engineering, "domain-id"),
                        igp,
                        te == null || te < 0 ? igp : te,
                        adjacencySid(layer3),
                        capacity != null ? capacity : figure(ReportedUnit.KILOBITS_PER_SECOND, ethernet, "rate"),
                        figure(ReportedUnit.MICROSECONDS, ethernet, "delay"),
                        srlgs(engineering),
                        affinities == null ? 0 : affinities)));
    }

    private static @Nullable Integer adjacencySid(JsonNode layer3) {
        for (var sid : each(layer3, "sr-mpls", "sids")) {
            var absolute = textOr("absolute", sid, "value-type").equals("absolute");
            var backup = textOr("false", sid, "is-backup").equals("true");
            var label = integer(sid, "sid");
            if (absolute && !backup && !textOr("ipv4", sid, "address-family").equals("ipv6") && label != null) {
                return label;
            }
        }
        return null;
    }

    private static Set<Integer> srlgs(JsonNode engineering) {
        return each(engineering, "srlg").stream()
                .map(s -> s.isObject() ? integer(s, "srlg-value") : integer(s))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .collect(Collectors.toSet());
    }
}
