package io.cemfleet.launcher.agents;

import java.util.Locale;

/**
 * One agent of the fleet.
 *
 * @param name module, jar and displayed name, with hyphens
 * @param port where it listens
 * @param schema its Postgres schema, which also names its roles
 * @param heapMb most heap, in MiB
 * @param secrets which of the credentials it is given
 */
record AgentDefinition(String name, int port, String schema, int heapMb, CredentialAccess secrets) {
    /** The credentials that an agent gets, beside the operator's login that all have. */
    enum CredentialAccess {
        OPERATOR,
        WEBHOOKS,
        SERVICEDESK
    }

    /** Its name on the wire and of its key. */
    String wireName() {
        return name.replace('-', '_');
    }

    String urlVariable() {
        return wireName().toUpperCase(Locale.ROOT) + "_URL";
    }

    /** Where it shows its probes, metrics and API docs. */
    int managementPort() {
        return port + 1000;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }
}
