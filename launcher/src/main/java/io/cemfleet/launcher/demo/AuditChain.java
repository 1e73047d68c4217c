package io.cemfleet.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;

/** The audit agent's verdict on its chain. */
final class AuditChain {
    private AuditChain() {}

    static boolean intact(JsonNode answer) {
        return answer.path("valid").asBoolean(false);
    }
}
