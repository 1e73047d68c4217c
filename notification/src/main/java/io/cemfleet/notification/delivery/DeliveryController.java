package io.cemfleet.notification.delivery;

import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What was told to whom lately, and what still waits. */
@RestController
class DeliveryController {
    private static final int SHOWN = 200;

    private final DeliveryStore store;

    DeliveryController(DeliveryStore store) {
        this.store = store;
    }

    record Listing(List<Map<String, Object>> items) {}

    @GetMapping("/api/deliveries")
    Listing deliveries() {
        return new Listing(store.newest(SHOWN));
    }
}
