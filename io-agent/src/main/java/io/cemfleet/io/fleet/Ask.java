package io.cemfleet.io.fleet;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.server.ApiAccessFilter;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;

/**
 * What another agent's {@code /api} is asked, and for whom.
 *
 * @param path with its query, encoded
 * @param body empty for a look
 * @param role viewer, operator or admin
 */
record Ask(AgentName agent, String method, String path, byte[] body, String person, String role) {

    static Ask look(AgentName agent, String path, HttpServletRequest http) {
        return of(agent, "GET", path, new byte[0], http);
    }

    /** Passes on what this person sends. */
    static Ask of(AgentName agent, String method, String path, byte[] body, HttpServletRequest http) {
        return new Ask(
                agent,
                method,
                path,
                body,
                attribute(http, ApiAccessFilter.PERSON),
                attribute(http, ApiAccessFilter.ROLE));
    }

    private static String attribute(HttpServletRequest http, String name) {
        return Objects.requireNonNull((String) http.getAttribute(name), name);
    }
}
