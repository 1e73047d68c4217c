package io.cemfleet.e2e.crash;

import io.cemfleet.e2e.fleet.FleetProcess;
import io.cemfleet.e2e.fleet.GateClient;
import io.cemfleet.e2e.fleet.LabClient;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** What holds an incident where it is, until it is opened. */
sealed interface IncidentBarrier {
    String POLICY = "sr-policies:policy=";
    String POLICIES = "sr-policies:policies";
    String PLAN = "sr-policies:policy-plan";
    String REMOVAL = "\"remove\",\"target\":\"/cisco-sr-te-cfp-sr-policies:policy=";

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

    /** Two barriers: when something stands at the first, the second is closed, and the first opens. */
    final class InTurn implements IncidentBarrier {
        private final IncidentBarrier first;
        private final Supplier<IncidentBarrier> second;
        private IncidentBarrier now;

        InTurn(IncidentBarrier first, Supplier<IncidentBarrier> second) {
            this.first = first;
            this.second = second;
            this.now = first;
        }

        @Override
        public boolean holds() {
            boolean held = now.holds();
            if (held && now.equals(first)) {
                now = second.get();
                first.open();
                return false;
            }
            return held;
        }

        @Override
        public void open() {
            now.open();
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
        return switch (moment) {
            case DETECT -> new StoppedProcess(FleetProcess.ORCHESTRATOR.pause());
            case COMPUTE -> new StoppedProcess(FleetProcess.PATH_COMPUTATION.pause());
            case ASSESS -> new NetworkGate(List.of(GateClient.close("GET", "vpn-services", "", false)));
            case CREATE_HALF -> {
                LabClient.fault("cnc", "commit_failed", "PATCH /");
                yield new InTurn(
                        new NetworkGate(List.of(GateClient.close("PATCH", POLICIES, "", true))),
                        () -> writing(true, "\"preference\":49", "\"preference\":50"));
            }
            case SHIFT_READ ->
                new InTurn(
                        writing(true, "\"weight\":50"),
                        () -> new NetworkGate(List.of(GateClient.close("GET", PLAN, "", false))));
            case CREATE_BEFORE, CREATE_AFTER ->
                writing(moment == KillMoment.CREATE_AFTER, "\"preference\":49", "\"preference\":50");
            case STEER_BEFORE, STEER_AFTER ->
                writing(moment == KillMoment.STEER_AFTER, "\"preference\":110", "\"preference\":60");
            case SHIFT_BEFORE, SHIFT_AFTER -> writing(moment == KillMoment.SHIFT_AFTER, "\"weight\":75");
            case DELETE_BEFORE, DELETE_AFTER ->
                new NetworkGate(List.of(
                        GateClient.close("DELETE", POLICY, "", moment == KillMoment.DELETE_AFTER),
                        GateClient.close("PATCH", POLICIES, REMOVAL, moment == KillMoment.DELETE_AFTER)));
            case ALERT, WATCH, HOLD -> new NoBarrier();
        };
    }

    /** Holds the write of one policy, or the patch of many, whose body has one of these texts. */
    private static IncidentBarrier writing(boolean after, String... texts) {
        return new NetworkGate(Stream.of(texts)
                .flatMap(text -> Stream.of(
                        GateClient.close("PUT", POLICY, text, after), GateClient.close("PATCH", POLICIES, text, after)))
                .toList());
    }
}
