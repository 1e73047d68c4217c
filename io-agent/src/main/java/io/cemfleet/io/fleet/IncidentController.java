package io.cemfleet.io.fleet;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.runtime.security.AuthenticatedUser;
import io.cemfleet.runtime.security.OperatorOnly;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * An incident as the orchestrator has it now, and the operator commands. A body has to be declared as JSON, which a
 * form of a foreign page cannot do.
 */
@RestController
@RequestMapping("/api/incidents/{incidentId:[A-Za-z0-9_-]+}")
class IncidentController {
    private final AgentApiClient door;

    IncidentController(AgentApiClient door) {
        this.door = door;
    }

    @GetMapping
    ResponseEntity<byte[]> one(@PathVariable("incidentId") String incidentId, AuthenticatedUser person) {
        return door.ask(AgentApiRequest.look(AgentName.ORCHESTRATOR, "/api/incidents/" + incidentId, person));
    }

    @OperatorOnly
    @PostMapping(path = "/actions", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> act(
            @PathVariable("incidentId") String incidentId, @RequestBody byte[] body, AuthenticatedUser person) {
        String path = "/api/incidents/" + incidentId + "/actions";
        return door.ask(new AgentApiRequest(AgentName.ORCHESTRATOR, "POST", path, body, person));
    }
}
