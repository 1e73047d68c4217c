package io.cemfleet.cnc.nso;

import static io.cemfleet.cnc.json.YangJson.at;
import static io.cemfleet.cnc.json.YangJson.each;
import static io.cemfleet.cnc.json.YangJson.has;
import static io.cemfleet.cnc.json.YangJson.integer;
import static io.cemfleet.cnc.json.YangJson.text;
import static io.cemfleet.cnc.json.YangJson.wholeNumber;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.json.RequestJson;
import io.cemfleet.cnc.topology.RouterLookup;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Maps policies and SID lists to NSO's form and back: head-ends by device name, end-points by router id. */
final class NsoPolicyMapper {

    static final String MODULE = "cisco-sr-te-cfp-sr-policies:";

    private NsoPolicyMapper() {}

    static CncResult<JsonNode> write(NetworkTopology topology, NsoPolicy policy) {
        return RouterLookup.router(topology, policy.headEnd()).flatMap(head -> RouterLookup.router(
                        topology, policy.endPoint())
                .map(end -> {
                    var body = RequestJson.object();
                    body.put("name", policy.name());
                    body.set("head-end", RequestJson.array(RequestJson.object().put("name", head.hostname())));
                    body.put("tail-end", end.routerId());
                    body.put("color", policy.color());
                    RequestJson.setIfKnown(body, "binding-sid", policy.bindingSid());
                    body.set("path", RequestJson.array(policy.paths(), NsoPolicyMapper::path));
                    return RequestJson.object(MODULE + "policy", RequestJson.array(body));
                }));
    }

    static JsonNode write(SidList list) {
        var sids = RequestJson.array();
        for (int i = 0; i < list.labels().size(); i++) {
            ObjectNode sid = RequestJson.object().put("index", i + 1);
            sids.add(sid.set(
                    "mpls", RequestJson.object().put("label", list.labels().get(i))));
        }
        ObjectNode body = RequestJson.object().put("name", list.name());
        return RequestJson.object(MODULE + "sid-list", RequestJson.array(body.set("sid", sids)));
    }

    static CncResult<NsoPolicy> read(NetworkTopology topology, JsonNode policy) {
        var name = text(policy, "name");
        var color = integer(policy, "color");
        if (name == null || color == null) {
            return CncResult.unavailable("an NSO policy without a name or a colour", false);
        }
        var head = each(policy, "head-end").stream()
                .map(entry -> text(entry, "name"))
                .findFirst()
                .flatMap(topology::find);
        var end = Optional.ofNullable(text(policy, "tail-end")).flatMap(topology::find);
        if (head.isEmpty() || end.isEmpty()) {
            return CncResult.unavailable("an end of the NSO policy " + name + " is not in the topology", true);
        }
        return CncResult.ok(new NsoPolicy(
                name, head.get().id(), end.get().id(), color, integer(policy, "binding-sid"), paths(policy)));
    }

    static Optional<SidList> readSidList(JsonNode list) {
        record Sid(int index, int label) {}
        var sids = new ArrayList<Sid>();
        for (var sid : each(list, "sid")) {
            var index = integer(sid, "index");
            var label = integer(sid, "mpls", "label");
            if (index == null || label == null) {
                return Optional.empty();
            }
            sids.add(new Sid(index, label));
        }
        sids.sort(Comparator.comparingInt(Sid::index));
        return Optional.ofNullable(text(list, "name"))
                .map(name -> new SidList(name, sids.stream().map(Sid::label).toList()));
    }

    private static List<NsoCandidatePath> paths(JsonNode policy) {
        return each(policy, "path").stream()
                .flatMap(path -> Optional.ofNullable(path(path)).stream())
                .sorted(Comparator.comparingInt(NsoCandidatePath::preference).reversed())
                .toList();
    }

    private static @Nullable NsoCandidatePath path(JsonNode path) {
        var preference = integer(path, "preference");
        if (preference == null) {
            return null;
        }
        if (!has(path, "explicit")) {
            return new NsoCandidatePath.Dynamic(preference, text(path, "dynamic", "metric-type"));
        }
        var lists = each(at(path, "explicit"), "sid-list").stream()
                .flatMap(entry -> Optional.ofNullable(text(entry, "name"))
                        .map(name -> new NsoCandidatePath.WeightedSidList(name, wholeNumber(entry, "weight")))
                        .stream())
                .toList();
        return new NsoCandidatePath.Explicit(preference, lists);
    }

    private static JsonNode path(NsoCandidatePath path) {
        ObjectNode body = RequestJson.object().put("preference", path.preference());
        return switch (path) {
            case NsoCandidatePath.Explicit explicit ->
                body.set(
                        "explicit",
                        RequestJson.object(
                                "sid-list", RequestJson.array(explicit.sidLists(), NsoPolicyMapper::weighted)));
            case NsoCandidatePath.Dynamic dynamic -> {
                var how = RequestJson.object("pce", RequestJson.object());
                if (dynamic.metricType() != null) {
                    how.put("metric-type", dynamic.metricType());
                }
                yield body.set("dynamic", how);
            }
        };
    }

    private static JsonNode weighted(NsoCandidatePath.WeightedSidList list) {
        var entry = RequestJson.object().put("name", list.name());
        RequestJson.setIfKnown(entry, "weight", list.weight());
        return entry;
    }
}
