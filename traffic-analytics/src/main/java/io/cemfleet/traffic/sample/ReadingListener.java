package io.cemfleet.traffic.sample;

import java.time.Instant;

/** Is told after a reading of the network was kept. */
public interface ReadingListener {

    /** @param now when it was read */
    void kept(Instant now);
}
