package io.cemfleet.e2e.crash;

import io.cemfleet.e2e.fleet.FleetProcess;
import io.cemfleet.e2e.fleet.GateClient;
import java.util.List;

/** What holds an incident where it is, until it is opened. */
sealed interface IncidentBarrier {

    /** Whether something stands there. */
    boolean holds();

    void open();

    /** A gate that is open for all. */
    record NoBarrier() implements IncidentBarrier {
        @Override
        public boolean holds() {
            return true;
        }

        @Override
        public void open() {}
    }

    /** Gates at the simulated CNC, closed together. */
    record NetworkGate(List<String> gates) implements IncidentBarrier {
        public NetworkGate {
            gates = List.copyOf(gates);
        }

        @Override
        public boolean holds() {
            return gates.stream().anyMatch(gate -> GateClient.held(gate) > 0);
        }

        @Override
        public void open() {
            gates.forEach(GateClient::open);
        }
    }

    /** A stopped process. */
    record StoppedProcess(ProcessHandle process) implements IncidentBarrier {
        @Override
        public boolean holds() {
            return true;
        }

        @Override
        public void open() {
            FleetProcess.resume(process);
        }
    }

    /** Closes what holds an incident at a moment. A new tunnel has preference 49 or 50; a steered one 110, or 60 where there is no other path. */
    static IncidentBarrier closed(KillMoment moment) {
        String policy = "sr-policies:policy=";
        return switch (moment) {
            case DETECT -> new StoppedProcess(FleetProcess.ORCHESTRATOR.pause());
            case COMPUTE -> new StoppedProcess(FleetProcess.PATH_COMPUTATION.pause());
            case ASSESS -> new NetworkGate(List.of(GateClient.close("GET", "vpn-services", "", false)));
            case CREATE_BEFORE, CREATE_AFTER ->
                new NetworkGate(List.of(
                        GateClient.close("PUT", policy, "\"preference\":49", moment == KillMoment.CREATE_AFTER),
                        GateClient.close("PUT", policy, "\"preference\":50", moment == KillMoment.CREATE_AFTER)));
            case STEER_BEFORE, STEER_AFTER ->
                new NetworkGate(List.of(
                        GateClient.close("PUT", policy, "\"preference\":110", moment == KillMoment.STEER_AFTER),
                        GateClient.close("PUT", policy, "\"preference\":60", moment == KillMoment.STEER_AFTER)));
            case SHIFT_BEFORE, SHIFT_AFTER ->
                new NetworkGate(
                        List.of(GateClient.close("PUT", policy, "\"weight\":75", moment == KillMoment.SHIFT_AFTER)));
            case DELETE_BEFORE, DELETE_AFTER ->
                new NetworkGate(List.of(GateClient.close("DELETE", policy, "", moment == KillMoment.DELETE_AFTER)));
            case ALERT, WATCH, HOLD -> new NoBarrier();
        };
    }
}
