package io.cemfleet.restoration.watch;

import io.cemfleet.a2a.contract.RestorationEvent;
import java.util.Map;

/** Something the orchestrator is told. */
public record Report(RestorationEvent event, Map<String, Object> details) {

    public static Report of(RestorationEvent event) {
        return new Report(event, Map.of());
    }
}
