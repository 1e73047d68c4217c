package io.cemfleet.io.fleet;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.runtime.security.AuthenticatedUser;
import io.cemfleet.runtime.security.OperatorOnly;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Enhanced tickets as the pipeline has them, and feedback. */
@RestController
@RequestMapping("/api/enhancements")
class EnhancementController {
    private static final int PAGE = 50;

    private final AgentApiClient door;

    EnhancementController(AgentApiClient door) {
        this.door = door;
    }

    @GetMapping
    ResponseEntity<byte[]> list(
            @RequestParam(name = "tenant_id", required = false) @Nullable String tenant,
            @RequestParam(name = "ticket_id", required = false) @Nullable String ticket,
            @RequestParam(name = "status", required = false) @Nullable String status,
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            AuthenticatedUser person) {
        String path = "/api/enhancements?limit=" + PAGE
                + parameter("tenant_id", tenant)
                + parameter("ticket_id", ticket)
                + parameter("status", status)
                + parameter("cursor", cursor);
        return door.ask(AgentApiRequest.look(AgentName.ENHANCEMENT_PIPELINE, path, person));
    }

    @GetMapping("/{jobId}")
    ResponseEntity<byte[]> one(@PathVariable("jobId") UUID jobId, AuthenticatedUser person) {
        return door.ask(AgentApiRequest.look(AgentName.ENHANCEMENT_PIPELINE, "/api/enhancements/" + jobId, person));
    }

    @OperatorOnly
    @PostMapping(path = "/{jobId}/feedback", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> thumb(
            @PathVariable("jobId") UUID jobId, @RequestBody byte[] body, AuthenticatedUser person) {
        String path = "/api/enhancements/" + jobId + "/feedback";
        return door.ask(new AgentApiRequest(AgentName.ENHANCEMENT_PIPELINE, "POST", path, body, person));
    }

    private static String parameter(String name, @Nullable String value) {
        return value == null || value.isBlank()
                ? ""
                : "&" + name + "=" + URLEncoder.encode(value.strip(), StandardCharsets.UTF_8);
    }
}
