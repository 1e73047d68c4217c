package io.cemfleet.traffic.sample;

import java.time.Instant;

/** Called after a reading of the network was stored. */
public interface ReadingListener {

    /** @param now when it was read */
    void kept(Instant now);
}
