package io.cemfleet.launcher.agents;

import java.util.Locale;

/**
 * One agent of the fleet.
 *
 * @param name module, jar and displayed name, with hyphens
 * @param port its HTTP port
 * @param schema its Postgres schema, which also names its roles
 * @param heapMb most heap, in MiB
 * @param secrets the credentials that it gets
 */
record AgentDefinition(String name, int port, String schema, int heapMb, CredentialAccess secrets) {
    /** The credentials that an agent gets, besides the operator's login that all agents have. */
    enum CredentialAccess {
        OPERATOR,
        /** Kafka's login, to follow the network. */
        NETWORK,
        WEBHOOKS,
        SERVICEDESK
    }

    /** Its name on the wire and in its key file. */
    String wireName() {
        return name.replace('-', '_');
    }

    String urlVariable() {
        return wireName().toUpperCase(Locale.ROOT) + "_URL";
    }

    /** The port of its probes, metrics and API docs. */
    int managementPort() {
        return port + 1000;
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }
}
