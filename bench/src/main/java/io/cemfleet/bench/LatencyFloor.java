package io.cemfleet.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * The least that durable steps over separate processes cost on this machine: what has to be on disk before the next one
 * may begin, the calls in between, and the commit interval of the stream. Computing is free here.
 *
 * @param fsyncMs one fsync
 * @param roundTripMs one loopback HTTP call with nothing behind it
 */
record LatencyFloor(double fsyncMs, double roundTripMs) {
    /** Postgres commits on the way of one protection, one after the other; the page lists them. */
    static final int COMMITS = 21;
    /** Calls between agents on that way. */
    static final int AGENT_CALLS = 5;

    /** CNC calls on that way, one after the other, for a coloured service and one SID list. */
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
