package io.cemfleet.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The lower bound for durable steps over separate processes on this machine: the writes that must be on disk before the
 * next step begins, and the calls in between. It counts no computation. It does not depend on the number of protections,
 * since those of a tier are written together.
 *
 * @param fsyncMs one fsync
 * @param roundTripMs one loopback HTTP call without any work
 */
record LatencyFloor(double fsyncMs, double roundTripMs) {
    /** The sequential Postgres commits of one wave, from the alert to its steering; the page lists them. */
    static final int COMMITS = 19;
    /** The calls between agents of one wave. */
    static final int AGENT_CALLS = 5;

    /** The sequential CNC calls of one wave, for coloured services and SID lists. */
    static final int CONTROLLER_CALLS = 17;

    private static final String PAGE = "http://127.0.0.1:8000/.well-known/agent-card.json";

    /** Measures both parts now, when nothing else should run. */
    static LatencyFloor measured(MachineInfo machine) {
        return new LatencyFloor(
                machine.fsyncs().percentile(50),
                new LoopbackClient().roundTrips(PAGE).percentile(50));
    }

    double ms() {
        return COMMITS * fsyncMs + (AGENT_CALLS + CONTROLLER_CALLS) * roundTripMs;
    }

    void describe(ObjectNode to) {
        to.put("postgres_commits", COMMITS)
                .put("fsync_ms", MachineInfo.rounded(fsyncMs))
                .put("agent_calls", AGENT_CALLS)
                .put("controller_calls", CONTROLLER_CALLS)
                .put("round_trip_ms", MachineInfo.rounded(roundTripMs))
                .put("floor_ms", MachineInfo.rounded(ms()));
    }
}
