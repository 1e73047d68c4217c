package io.cemfleet.lab.network;

import java.time.Instant;
import java.util.List;

/** The measurements of one tick: every direction and every probe session, with small deterministic noise. */
public interface NetworkMeasurement {

    /** The time of the measurement. */
    Instant at();

    /** The direction's sample. */
    LinkSample link(int direction);

    /** The sessions that were measured; samples come in the same order. */
    List<ProbeSession> sessions();

    /** The sample of the session at a place in {@link #sessions()}. */
    SessionSample session(int place);
}
