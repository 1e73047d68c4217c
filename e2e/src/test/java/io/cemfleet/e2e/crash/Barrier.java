package io.cemfleet.e2e.crash;

import io.cemfleet.e2e.fleet.Gates;
import io.cemfleet.e2e.fleet.Part;
import java.util.List;

/** What holds an incident where it is, until it is opened. */
sealed interface Barrier {

    /** Whether something stands there. */
    boolean holds();

    void open();

    /** Closed for nobody. */
    record None() implements Barrier {
        @Override
        public boolean holds() {
            return true;
        }

        @Override
        public void open() {}
    }

    /** Gates at CNC's face, closed together. */
    record AtTheNetwork(List<String> gates) implements Barrier {
        public AtTheNetwork {
            gates = List.copyOf(gates);
        }

        @Override
        public boolean holds() {
            return gates.stream().anyMatch(gate -> Gates.held(gate) > 0);
        }

        @Override
        public void open() {
            gates.forEach(Gates::open);
        }
    }

    /** A stopped process. */
    record Stopped(ProcessHandle process) implements Barrier {
        @Override
        public boolean holds() {
            return true;
        }

        @Override
        public void open() {
            Part.resume(process);
        }
    }

    /** Closes what holds an incident at a moment. A new tunnel has preference 49 or 50; a steered one 110, or 60 where there is no other path. */
    static Barrier closed(Moment moment) {
        String policy = "sr-policies:policy=";
        return switch (moment) {
            case DETECT -> new Stopped(Part.ORCHESTRATOR.pause());
            case COMPUTE -> new Stopped(Part.PATH_COMPUTATION.pause());
            case ASSESS -> new AtTheNetwork(List.of(Gates.close("GET", "vpn-services", "", false)));
            case CREATE_BEFORE, CREATE_AFTER ->
                new AtTheNetwork(List.of(
                        Gates.close("PUT", policy, "\"preference\":49", moment == Moment.CREATE_AFTER),
                        Gates.close("PUT", policy, "\"preference\":50", moment == Moment.CREATE_AFTER)));
            case STEER_BEFORE, STEER_AFTER ->
                new AtTheNetwork(List.of(
                        Gates.close("PUT", policy, "\"preference\":110", moment == Moment.STEER_AFTER),
                        Gates.close("PUT", policy, "\"preference\":60", moment == Moment.STEER_AFTER)));
            case SHIFT_BEFORE, SHIFT_AFTER ->
                new AtTheNetwork(List.of(Gates.close("PUT", policy, "\"weight\":75", moment == Moment.SHIFT_AFTER)));
            case DELETE_BEFORE, DELETE_AFTER ->
                new AtTheNetwork(List.of(Gates.close("DELETE", policy, "", moment == Moment.DELETE_AFTER)));
            case ALERT, WATCH, HOLD -> new None();
        };
    }
}
