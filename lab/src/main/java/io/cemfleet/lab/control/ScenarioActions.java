package io.cemfleet.lab.control;

import io.cemfleet.lab.cnc.RouteLocks;
import io.cemfleet.lab.network.ChangeOutcome;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.simulator.FaultQueue;
import io.cemfleet.lab.simulator.InjectedFault;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Executes the steps of scenarios, and reverts the effects of a run. */
@Component
class ScenarioActions {
    /** The name under which a run stores the service that it locked. */
    static final String LOCKED = "locked";
    /** The name under which a run stores the policy that it removed. */
    static final String REMOVED = "removed";

    private final LabNetwork network;
    private final FaultQueue faults;
    private final RouteLocks locks;

    ScenarioActions(LabNetwork network, FaultQueue faults, RouteLocks locks) {
        this.network = network;
        this.faults = faults;
        this.locks = locks;
    }

    ChangeOutcome on(ScenarioRun run, String link, Scenario.LinkAction act) {
        return switch (act) {
            case Scenario.Degrade degrade -> network.degrade(link, degrade.impairment());
            case Scenario.Fail fail -> network.fail(link);
            case Scenario.Cut cut -> network.cut(link);
            case Scenario.Drain drain -> network.drain(link);
            case Scenario.Heal heal -> network.heal(link);
            case Scenario.Congest congest -> network.congest(link, congest.utilisation());
            case Scenario.Lock lock -> lock(run, link, lock.lock());
            case Scenario.AlarmStorm storm -> ChangeOutcome.CHANGED;
        };
    }

    ChangeOutcome beside(ScenarioRun run, Scenario.NonLinkAction act) {
        return switch (act) {
            case Scenario.FaceFault fault -> {
                faults.add(new InjectedFault(fault.face(), fault.kind(), fault.count(), fault.operation()));
                yield ChangeOutcome.CHANGED;
            }
            case Scenario.FaultsEnd end -> {
                faults.clear();
                unlock(run);
                yield ChangeOutcome.CHANGED;
            }
            case Scenario.Fill fill -> network.fill(fill.utilisation());
            case Scenario.RemovePolicy remove -> removePolicy(run);
        };
    }

    private ChangeOutcome lock(ScenarioRun run, String link, RouteLocks.Lock lock) {
        Optional<String> service = LinkUsage.of(network.state()).plainOn(link);
        service.ifPresent(id -> {
            run.things().put(LOCKED, id);
            locks.lock(id, lock);
        });
        return service.isPresent()
                ? ChangeOutcome.CHANGED
                : new ChangeOutcome.Refused(
                        ChangeOutcome.RefusalReason.NOT_FOUND, "no service without a colour takes " + link);
    }

    private void unlock(ScenarioRun run) {
        String locked = run.things().get(LOCKED);
        if (locked != null) {
            locks.unlock(locked);
        }
    }

    /** Removes the policy with the most traffic among those created since the run began. */
    private ChangeOutcome removePolicy(ScenarioRun run) {
        Optional<String> policy = AddedPolicies.since(run.formerPolicies(), network.state()).stream()
                .findFirst();
        policy.ifPresent(name -> run.things().put(REMOVED, name));
        return policy.map(network::deletePolicy)
                .orElseGet(() -> new ChangeOutcome.Refused(
                        ChangeOutcome.RefusalReason.NOT_FOUND, "no policy was made since the start"));
    }

    /** Heals the run's links, ends its faults, and restores the demands. */
    void undo(ScenarioRun run) {
        run.chosen().values().forEach(network::heal);
        unlock(run);
        if (run.has(Scenario.FaceFault.class)) {
            faults.clear();
        }
        if (run.has(Scenario.Fill.class)) {
            network.grow(run.formerGrowth());
        }
    }
}
