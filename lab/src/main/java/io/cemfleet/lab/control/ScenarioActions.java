package io.cemfleet.lab.control;

import io.cemfleet.lab.cnc.RouteLocks;
import io.cemfleet.lab.network.ChangeOutcome;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.simulator.FaultQueue;
import io.cemfleet.lab.simulator.InjectedFault;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Does what the steps of scenarios say, and takes back what a run leaves. */
@Component
class ScenarioActions {
    /** What a run calls the service that it locked. */
    static final String LOCKED = "locked";
    /** What a run calls the policy that it removed. */
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

    /** Takes away a policy that was made since the run began: the one that carries the most. */
    private ChangeOutcome removePolicy(ScenarioRun run) {
        Optional<String> policy = AddedPolicies.since(run.formerPolicies(), network.state()).stream()
                .findFirst();
        policy.ifPresent(name -> run.things().put(REMOVED, name));
        return policy.map(network::deletePolicy)
                .orElseGet(() -> new ChangeOutcome.Refused(
                        ChangeOutcome.RefusalReason.NOT_FOUND, "no policy was made since the start"));
    }

    /** Heals the run's links, ends faults that it ordered, and gives demands back their size. */
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
