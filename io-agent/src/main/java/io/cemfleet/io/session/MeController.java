package io.cemfleet.io.session;

import io.cemfleet.a2a.security.Person;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** {@code GET /api/me}: who is logged in, so that the pages show what this person may do. */
@RestController
class MeController {

    record Me(String person, String role) {}

    @GetMapping("/api/me")
    Me me(Person person) {
        return new Me(person.name(), person.role().wire());
    }
}
