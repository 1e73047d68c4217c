package io.cemfleet.cnc.nso;

import static io.cemfleet.cnc.json.YangJson.each;
import static io.cemfleet.cnc.json.YangJson.has;
import static io.cemfleet.cnc.json.YangJson.textOr;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.json.YangJson;
import java.util.List;
import java.util.Optional;

/** Reads the status of an NSO plan. */
final class NsoPlanReader {

    private NsoPlanReader() {}

    /** The plan is ready only when it has components and the ready state of each is reached. */
    static NsoPlanStatus read(JsonNode plan) {
        if (has(plan, "failed")) {
            return new NsoPlanStatus.Failed(textOr("the plan failed", plan, "error-info", "message"));
        }
        var components = each(plan, "component");
        if (components.isEmpty()) {
            return new NsoPlanStatus.NotReady("a plan");
        }
        var statuses = components.stream().map(NsoPlanReader::component).toList();
        return first(statuses, NsoPlanStatus.Failed.class)
                .or(() -> first(statuses, NsoPlanStatus.NotReady.class))
                .orElseGet(NsoPlanStatus.Ready::new);
    }

    private static Optional<NsoPlanStatus> first(List<NsoPlanStatus> statuses, Class<? extends NsoPlanStatus> kind) {
        return statuses.stream().filter(kind::isInstance).findFirst();
    }

    private static NsoPlanStatus component(JsonNode component) {
        var name = textOr("component", component, "name");
        NsoPlanStatus status = new NsoPlanStatus.NotReady(name);
        for (var state : each(component, "state")) {
            var reached = textOr("", state, "status");
            if (reached.equals("failed")) {
                return new NsoPlanStatus.Failed(name + ": " + YangJson.textOr("", state, "name") + " failed");
            }
            if (textOr("", state, "name").endsWith("ready") && reached.equals("reached")) {
                status = new NsoPlanStatus.Ready();
            }
        }
        return status;
    }
}
