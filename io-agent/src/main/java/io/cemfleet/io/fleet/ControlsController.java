package io.cemfleet.io.fleet;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.runtime.security.AuthenticatedUser;
import io.cemfleet.runtime.security.OperatorOnly;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The controls on automation as the only writer to the network has them, and the global stop. */
@RestController
@RequestMapping("/api/controls")
class ControlsController {
    private final AgentApiClient door;

    ControlsController(AgentApiClient door) {
        this.door = door;
    }

    @GetMapping
    ResponseEntity<byte[]> now(AuthenticatedUser person) {
        return door.ask(AgentApiRequest.look(AgentName.TUNNEL_PROVISIONING, "/api/controls", person));
    }

    @OperatorOnly
    @PutMapping(path = "/stop", consumes = MediaType.APPLICATION_JSON_VALUE)
    ResponseEntity<byte[]> stop(@RequestBody byte[] body, AuthenticatedUser person) {
        return door.ask(new AgentApiRequest(AgentName.TUNNEL_PROVISIONING, "PUT", "/api/controls/stop", body, person));
    }
}
