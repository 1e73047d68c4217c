package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.node.TextNode;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.stereotype.Component;

/** Service plans: a write takes effect at once, and its plan becomes ready after the commit delay. */
@Component
class NsoPlans {
    private static final int MOST_REMEMBERED = 1000;
    private static final String READY = state("reached");
    private static final String NOT_READY = state("not-reached");

    private final CncSettings settings;
    private final Clock clock;
    private final Map<String, Instant> readyAt = new ConcurrentHashMap<>();

    NsoPlans(CncSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    private static String state(String ready) {
        byte[] plan = VendorJson.bytes(VendorJson.obj(
                "component",
                List.of(VendorJson.obj(
                        "type",
                        "ncs:self",
                        "name",
                        "self",
                        "state",
                        List.of(
                                VendorJson.obj("name", "ncs:init", "status", "reached"),
                                VendorJson.obj("name", "ncs:ready", "status", ready))))));
        return ",\"plan\":" + new String(plan, StandardCharsets.UTF_8) + "}";
    }

    /** Starts the commit delay of a service, before it is written; the time before is for {@link #restore}. */
    Instant written(String service) {
        Instant now = clock.instant();
        if (readyAt.size() > MOST_REMEMBERED) {
            readyAt.values().removeIf(ready -> !now.isBefore(ready));
        }
        Instant former = readyAt.put(service, now.plus(settings.commitDelay()));
        return former == null ? Instant.EPOCH : former;
    }

    /** The write was refused: the plan is as ready as before. */
    void restore(String service, Instant former) {
        if (former.equals(Instant.EPOCH)) {
            readyAt.remove(service);
        } else {
            readyAt.put(service, former);
        }
    }

    /** The plan of an existing service; that of a service that was never written here is ready. */
    byte[] plan(String key, String name, String service) {
        Instant ready = readyAt.getOrDefault(service, Instant.EPOCH);
        boolean reached = !clock.instant().isBefore(ready);
        byte[] quoted = VendorJson.bytes(TextNode.valueOf(name));
        return VendorJson.join("{\"" + key + "\":", List.of(quoted), reached ? READY : NOT_READY);
    }
}
