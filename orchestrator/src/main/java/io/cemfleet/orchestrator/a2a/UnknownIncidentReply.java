package io.cemfleet.orchestrator.a2a;

import io.cemfleet.a2a.server.TaskReply;

final class UnknownIncidentReply {
    private UnknownIncidentReply() {}

    static <O> TaskReply<O> incident(String incidentId) {
        return TaskReply.failed("unknown_incident", "no incident is called " + incidentId, false);
    }
}
