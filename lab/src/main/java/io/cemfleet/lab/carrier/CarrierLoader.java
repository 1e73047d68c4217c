package io.cemfleet.lab.carrier;

import io.cemfleet.lab.network.CarrierNetwork;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Finds the network to start with. */
public final class CarrierLoader {

    private CarrierLoader() {}

    /**
     * Loads a GraphML file, or the default carrier when there is none.
     *
     * @throws IllegalArgumentException when the file is no usable network, with the reason
     */
    public static CarrierNetwork load(@Nullable Path graphml) {
        return graphml == null ? defaultCarrier() : TopologyZoo.load(graphml);
    }

    /** The default carrier: European cities, services of four tiers. */
    public static CarrierNetwork defaultCarrier() {
        return DefaultCarrier.load();
    }
}
