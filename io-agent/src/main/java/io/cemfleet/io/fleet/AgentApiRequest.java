package io.cemfleet.io.fleet;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.runtime.security.AuthenticatedUser;

/**
 * A request to another agent's {@code /api} on behalf of a person.
 *
 * @param path with its query, encoded
 * @param body empty for a read
 */
record AgentApiRequest(AgentName agent, String method, String path, byte[] body, AuthenticatedUser person) {

    static AgentApiRequest look(AgentName agent, String path, AuthenticatedUser person) {
        return new AgentApiRequest(agent, "GET", path, new byte[0], person);
    }
}
