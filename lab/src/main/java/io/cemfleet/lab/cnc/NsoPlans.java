package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Service plans: a write takes effect at once, and its plan becomes ready after the commit delay. */
@Component
class NsoPlans {
    private final CncSettings settings;
    private final Clock clock;
    private final Map<String, Instant> readyAt = new ConcurrentHashMap<>();

    NsoPlans(CncSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    void written(String service) {
        readyAt.put(service, clock.instant().plus(settings.commitDelay()));
    }

    /** The plan of an existing service; that of a service that was never written here is ready. */
    ObjectNode plan(String key, String name, String service) {
        Instant ready = readyAt.getOrDefault(service, Instant.EPOCH);
        boolean reached = !clock.instant().isBefore(ready);
        return VendorJson.obj(
                key,
                name,
                "plan",
                VendorJson.obj(
                        "component",
                        List.of(VendorJson.obj(
                                "type",
                                "ncs:self",
                                "name",
                                "self",
                                "state",
                                List.of(
                                        VendorJson.obj("name", "ncs:init", "status", "reached"),
                                        VendorJson.obj(
                                                "name",
                                                "ncs:ready",
                                                "status",
                                                reached ? "reached" : "not-reached"))))));
    }
}
