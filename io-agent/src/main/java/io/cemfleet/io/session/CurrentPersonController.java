package io.cemfleet.io.session;

import io.cemfleet.runtime.security.AuthenticatedUser;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/me}: the person who is logged in, so that the pages show what this person may do. */
@RestController
class CurrentPersonController {

    record CurrentPerson(String person, String role) {}

    @GetMapping("/api/me")
    CurrentPerson me(AuthenticatedUser person) {
        return new CurrentPerson(person.name(), person.role().wire());
    }
}
