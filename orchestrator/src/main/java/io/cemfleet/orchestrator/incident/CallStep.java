package io.cemfleet.orchestrator.incident;

import io.cemfleet.a2a.contract.AssessImpact;
import io.cemfleet.a2a.contract.ComputePlan;
import io.cemfleet.a2a.contract.DeleteTunnel;
import io.cemfleet.a2a.contract.DeleteTunnels;
import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.ProvisionTunnel;
import io.cemfleet.a2a.contract.ProvisionTunnels;
import io.cemfleet.a2a.contract.SteerTraffic;
import io.cemfleet.a2a.contract.SteerTunnels;
import io.cemfleet.a2a.message.TaskType;
import java.util.Locale;

/** The kinds of calls that the orchestrator makes to other agents. */
public enum CallStep {
    ASSESS(AssessImpact.TYPE, false),
    COMPUTE(ComputePlan.TYPE, false),
    PROVISION(ProvisionTunnel.TYPE, true),
    PROVISION_WAVE(ProvisionTunnels.TYPE, true),
    STEER(SteerTraffic.TYPE, true),
    STEER_WAVE(SteerTunnels.TYPE, true),
    CLEAN_UP(DeleteTunnel.TYPE, true),
    CLEAN_UP_WAVE(DeleteTunnels.TYPE, true),
    MONITOR(MonitorRestoration.TYPE, false);

    private final TaskType<?, ?> type;
    private final boolean effect;

    CallStep(TaskType<?, ?> type, boolean effect) {
        this.type = type;
        this.effect = effect;
    }

    public TaskType<?, ?> type() {
        return type;
    }

    /** Whether it writes to the network; then its outcome has to be known before the plan changes. */
    public boolean effect() {
        return effect;
    }

    /** The step that a call of this kind is for each protection; of a wave, the one that it repeats for its items. */
    public CallStep ofOneProtection() {
        return switch (this) {
            case PROVISION_WAVE -> PROVISION;
            case STEER_WAVE -> STEER;
            case CLEAN_UP_WAVE -> CLEAN_UP;
            case ASSESS, COMPUTE, PROVISION, STEER, CLEAN_UP, MONITOR -> this;
        };
    }

    /** Whether it makes tunnels. */
    public boolean provisions() {
        return ofOneProtection() == PROVISION;
    }

    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
