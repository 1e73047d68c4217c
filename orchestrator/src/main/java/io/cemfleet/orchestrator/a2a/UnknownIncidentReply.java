package io.cemfleet.orchestrator.a2a;

import io.cemfleet.a2a.contract.QueryFailureCode;
import io.cemfleet.a2a.server.TaskReply;

final class UnknownIncidentReply {
    private UnknownIncidentReply() {}

    static <O> TaskReply<O> incident(String incidentId) {
        return TaskReply.failed(QueryFailureCode.UNKNOWN_INCIDENT.wire(), "no incident is called " + incidentId, false);
    }
}
