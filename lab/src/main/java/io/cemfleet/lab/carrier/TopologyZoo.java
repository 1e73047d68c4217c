package io.cemfleet.lab.carrier;

import io.cemfleet.lab.network.CarrierNetwork;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LabTopology;
import io.cemfleet.lab.network.LinkCondition;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;

/** A carrier on a graph of the Internet Topology Zoo: capacities are planned for the generated services. */
final class TopologyZoo {

    private static final int SERVICES = 200;
    private static final int CUSTOMERS = 180;
    private static final long SEED = 2026;
    private static final double MODULE_MBPS = 10_000;
    private static final double PLANNED_UTILISATION = 0.3;

    private TopologyZoo() {}

    static CarrierNetwork load(Path file) {
        NetworkBlueprint blueprint = GraphMl.read(file);
        CarrierNetwork draft = plan(blueprint, blueprint.topology());
        LabNetwork trial =
                new LabNetwork(draft, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC), Duration.ofMinutes(1), SEED);
        LabTopology planned = blueprint.topology(link -> {
            LinkCondition forward = trial.state().condition(2 * link);
            LinkCondition reverse = trial.state().condition(2 * link + 1);
            double offered = Math.max(forward.offeredMbps(), reverse.offeredMbps());
            return MODULE_MBPS * Math.max(1, Math.ceil(offered / PLANNED_UTILISATION / MODULE_MBPS));
        });
        return plan(blueprint, planned);
    }

    private static CarrierNetwork plan(NetworkBlueprint blueprint, LabTopology topology) {
        return new ServicePlan(topology, blueprint.weights(), SEED)
                .carrier(blueprint.name(), SERVICES, CUSTOMERS, false);
    }
}
