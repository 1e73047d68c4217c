package io.cemfleet.io.fleet;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.security.Person;

/**
 * What another agent's {@code /api} is asked, and for whom.
 *
 * @param path with its query, encoded
 * @param body empty for a look
 */
record Ask(AgentName agent, String method, String path, byte[] body, Person person) {

    static Ask look(AgentName agent, String path, Person person) {
        return new Ask(agent, "GET", path, new byte[0], person);
    }
}
