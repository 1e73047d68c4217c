package io.cemfleet.a2a.contract;

import java.util.List;

/**
 * Writes for several tunnels of one incident that are made together: one transaction at the controller.
 *
 * @param <P> the payload of the task that does the same for one tunnel
 */
public interface TunnelWave<P> {
    /** The most items of a wave. */
    int MOST_ITEMS = 200;

    String incidentId();

    long planRevision();

    List<WaveItem<P>> items();
}
