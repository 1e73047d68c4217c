package io.cemfleet.orchestrator.incident;

/**
 * What the orchestrator requested from the restoration monitor.
 *
 * @param wanted monitoring has to be requested, for the first time or again
 * @param revision the plan revision that it last accepted; its reports about older ones are only recorded
 * @param asks number of requests, part of the key of the next one
 */
public record MonitoringRequestState(boolean wanted, long revision, int asks, int relapses) {
    public static final MonitoringRequestState NONE = new MonitoringRequestState(false, 0, 0, 0);

    public MonitoringRequestState taken(long planRevision) {
        return new MonitoringRequestState(false, planRevision, asks + 1, relapses);
    }

    public MonitoringRequestState notTaken() {
        return new MonitoringRequestState(wanted, revision, asks + 1, relapses);
    }

    public MonitoringRequestState again() {
        return new MonitoringRequestState(true, revision, asks, relapses);
    }

    public MonitoringRequestState relapsed() {
        return new MonitoringRequestState(wanted, revision, asks, relapses + 1);
    }

    /** The revision under which tunnels are cleaned up without fencing off the monitor's own writes. */
    public long fence(long planRevision) {
        return wanted || revision == 0 ? planRevision : revision;
    }
}
