package io.cemfleet.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The lower bound for durable steps over separate processes on this machine: the writes that must be on disk before the
 * next step begins, the calls in between, and the commit interval of the stream. It counts no computation.
 *
 * @param fsyncMs one fsync
 * @param roundTripMs one loopback HTTP call without any work
 */
record LatencyFloor(double fsyncMs, double roundTripMs) {
    /** The sequential Postgres commits of one protection; the page lists them. */
    static final int COMMITS = 21;
    /** The calls between agents of one protection. */
    static final int AGENT_CALLS = 5;

    /** The sequential CNC calls of one protection, for a coloured service and one SID list. */
    static final int CONTROLLER_CALLS = 25;

    static final double STREAM_COMMIT_MS = 20;

    double ms() {
        return COMMITS * fsyncMs + (AGENT_CALLS + CONTROLLER_CALLS) * roundTripMs + STREAM_COMMIT_MS;
    }

    void describe(ObjectNode to) {
        to.put("postgres_commits", COMMITS)
                .put("fsync_ms", MachineInfo.rounded(fsyncMs))
                .put("agent_calls", AGENT_CALLS)
                .put("controller_calls", CONTROLLER_CALLS)
                .put("round_trip_ms", MachineInfo.rounded(roundTripMs))
                .put("stream_commit_ms", STREAM_COMMIT_MS)
                .put("floor_ms", MachineInfo.rounded(ms()));
    }
}
