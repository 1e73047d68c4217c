package io.cemfleet.orchestrator.incident;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * What the orchestrator requested from the restoration monitor.
 *
 * @param wanted monitoring has to be requested, for the first time or again
 * @param revision the plan revision that it last accepted; its reports about older ones are only recorded
 * @param requests number of requests, part of the key of the next one
 */
public record MonitoringRequestState(boolean wanted, long revision, @JsonProperty("asks") int requests, int relapses) {
    public static final MonitoringRequestState NONE = new MonitoringRequestState(false, 0, 0, 0);

    public MonitoringRequestState accepted(long planRevision) {
        return new MonitoringRequestState(false, planRevision, requests + 1, relapses);
    }

    public MonitoringRequestState notAccepted() {
        return new MonitoringRequestState(wanted, revision, requests + 1, relapses);
    }

    public MonitoringRequestState requestedAgain() {
        return new MonitoringRequestState(true, revision, requests, relapses);
    }

    public MonitoringRequestState relapsed() {
        return new MonitoringRequestState(wanted, revision, requests, relapses + 1);
    }

    /** The revision under which tunnels are cleaned up without fencing off the monitor's own writes. */
    public long fence(long planRevision) {
        return wanted || revision == 0 ? planRevision : revision;
    }
}
