package io.cemfleet.orchestrator.incident;

/**
 * What the restoration monitor was asked.
 *
 * @param wanted it has to be asked, or asked anew
 * @param revision the plan revision it last took; what it says about older ones is only recorded
 * @param asks how often it was asked, part of the key of the next ask
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
