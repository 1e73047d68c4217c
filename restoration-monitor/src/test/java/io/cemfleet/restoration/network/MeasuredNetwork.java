package io.cemfleet.restoration.network;

import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.measurement.MeasurementSettings;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.network.snapshot.NetworkSnapshots;
import io.cemfleet.restoration.RestorationFixtures;
import java.time.Clock;
import java.time.Duration;

/** What the readers share, over the controller alone, where each reading is a new one. */
final class MeasuredNetwork {
    private static final Clock CLOCK = Clock.systemUTC();

    private MeasuredNetwork() {}

    static LinkSampleMemory samples(LinkMeasurements measurements) {
        return new LinkSampleMemory(
                measurements,
                new MeasurementSettings(Duration.ofSeconds(60), 12),
                RestorationFixtures.sla(Duration.ZERO),
                CLOCK);
    }

    static PresentLoads loads(LinkMeasurements measurements, SrPolicyClient policies) {
        return new PresentLoads(
                measurements, policies, NetworkSnapshots.NONE, RestorationFixtures.sla(Duration.ZERO), CLOCK);
    }
}
