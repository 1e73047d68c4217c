package io.cemfleet.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** What the audit says of its own chain. */
final class AuditChain {
    private AuditChain() {}

    static boolean intact(JsonNode answer) {
        return answer.path("valid").asBoolean(false);
    }
}
