package io.cemfleet.restoration.watch;

import io.cemfleet.a2a.contract.CutoverMode;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.SlaTier;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.UUID;

/**
 * The request that began a watch; it stays as it is for as long as the watch lives.
 *
 * @param taskId a repeated request for the same plan under another task id is another watch
 * @param begunAt when this request was accepted
 * @param loadCaused whether load is known to be the cause, as with a forecast
 */
public record MonitoringTask(
        String incidentId,
        UUID taskId,
        long planRevision,
        List<String> degradedLinks,
        SlaTier slaTier,
        CutoverMode cutoverMode,
        Instant begunAt,
        boolean loadCaused) {

    static MonitoringTask of(MonitorRestoration.Request request, UUID taskId, Instant now) {
        return new MonitoringTask(
                request.incidentId(),
                taskId,
                request.planRevision(),
                Objects.requireNonNullElse(request.degradedLinks(), List.of()),
                request.slaTier(),
                Objects.requireNonNullElse(request.cutoverMode(), CutoverMode.GRADUAL),
                now,
                Boolean.TRUE.equals(request.loadCaused()));
    }
}
