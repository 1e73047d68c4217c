package io.cemfleet.orchestrator.incident;

/**
 * What the restoration monitor was asked.
 *
 * @param wanted it has to be asked, or asked anew
 * @param revision the plan revision it last took; what it says about older ones is only recorded
 * @param asks how often it was asked, part of the key of the next ask
 */
public record Watch(boolean wanted, long revision, int asks, int relapses) {
    public static final Watch NONE = new Watch(false, 0, 0, 0);

    public Watch taken(long planRevision) {
        return new Watch(false, planRevision, asks + 1, relapses);
    }

    public Watch notTaken() {
        return new Watch(wanted, revision, asks + 1, relapses);
    }

    public Watch again() {
        return new Watch(true, revision, asks, relapses);
    }

    public Watch relapsed() {
        return new Watch(wanted, revision, asks, relapses + 1);
    }

    /** The revision under which tunnels are cleaned up without fencing off the monitor's own writes. */
    public long fence(long planRevision) {
        return wanted || revision == 0 ? planRevision : revision;
    }
}
