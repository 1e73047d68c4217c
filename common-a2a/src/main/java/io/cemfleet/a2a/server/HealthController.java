package io.cemfleet.a2a.server;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.actuate.health.CompositeHealth;
import org.springframework.boot.actuate.health.HealthComponent;
import org.springframework.boot.actuate.health.HealthEndpoint;
import org.springframework.boot.actuate.health.Status;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /health}: open to all, so it shows the state of each part and nothing more. */
@RestController
final class HealthController {
    private final HealthEndpoint endpoint;

    HealthController(HealthEndpoint endpoint) {
        this.endpoint = endpoint;
    }

    record HealthPart(String status) {}

    record HealthView(String status, Map<String, HealthPart> components) {}

    @GetMapping("/health")
    ResponseEntity<HealthView> health() {
        HealthComponent health = endpoint.health();
        Map<String, HealthPart> parts = new LinkedHashMap<>();
        if (health instanceof CompositeHealth composite && composite.getComponents() != null) {
            composite
                    .getComponents()
                    .forEach((name, part) ->
                            parts.put(name, new HealthPart(part.getStatus().getCode())));
        }
        boolean up = Status.UP.equals(health.getStatus());
        return ResponseEntity.status(up ? HttpStatus.OK : HttpStatus.SERVICE_UNAVAILABLE)
                .body(new HealthView(health.getStatus().getCode(), parts));
    }
}
