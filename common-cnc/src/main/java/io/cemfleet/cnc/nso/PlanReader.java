package io.cemfleet.cnc.nso;

import static io.cemfleet.cnc.json.YangJson.each;
import static io.cemfleet.cnc.json.YangJson.has;
import static io.cemfleet.cnc.json.YangJson.textOr;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.json.YangJson;
import java.util.List;
import java.util.Optional;

/** NSO's plan in three words. */
final class PlanReader {

    private PlanReader() {}

    /** Ready only when there are components, and the ready state of each is reached. */
    static PlanStatus read(JsonNode plan) {
        if (has(plan, "failed")) {
            return new PlanStatus.Failed(textOr("the plan failed", plan, "error-info", "message"));
        }
        var components = each(plan, "component");
        if (components.isEmpty()) {
            return new PlanStatus.NotReady("a plan");
        }
        var statuses = components.stream().map(PlanReader::component).toList();
        return first(statuses, PlanStatus.Failed.class)
                .or(() -> first(statuses, PlanStatus.NotReady.class))
                .orElseGet(PlanStatus.Ready::new);
    }

    private static Optional<PlanStatus> first(List<PlanStatus> statuses, Class<? extends PlanStatus> kind) {
        return statuses.stream().filter(kind::isInstance).findFirst();
    }

    private static PlanStatus component(JsonNode component) {
        var name = textOr("component", component, "name");
        PlanStatus status = new PlanStatus.NotReady(name);
        for (var state : each(component, "state")) {
            var reached = textOr("", state, "status");
            if (reached.equals("failed")) {
                return new PlanStatus.Failed(name + ": " + YangJson.textOr("", state, "name") + " failed");
            }
            if (textOr("", state, "name").endsWith("ready") && reached.equals("reached")) {
                status = new PlanStatus.Ready();
            }
        }
        return status;
    }
}
