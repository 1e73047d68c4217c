package io.cemfleet.orchestrator.incident;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentResolution;
import io.cemfleet.a2a.contract.IncidentState;
import java.time.Instant;
import java.util.List;

/**
 * The states of an incident; a transition exists only where it is legal.
 *
 * <pre>
 *  detecting ─▶ assessing ─▶ computing ─▶ provisioning ─▶ steering ─▶ monitoring ─▶ restoring ─▶ closed
 *   │   ▲          ▲  │          │            ▲  │            │ │       ▲  ▲  │           │
 *   ▼   │          │  └──────────┼────────────┼──┼────────────┼─┼───────┘  │  │           │
 *  dampening       │             │            └──┼──next try──┘ │          └──┼──relapse──┘
 *                  └──grown──────┴───────────────┴──────────────┴─────────────┤
 *  escalated ◀── any of them that cannot go on; on to assessing, monitoring or closed
 * </pre>
 */
@JsonTypeInfo(use = Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = IncidentStage.Detecting.class, name = "detecting"),
    @JsonSubTypes.Type(value = IncidentStage.Dampening.class, name = "dampening"),
    @JsonSubTypes.Type(value = IncidentStage.Assessing.class, name = "assessing"),
    @JsonSubTypes.Type(value = IncidentStage.Computing.class, name = "computing"),
    @JsonSubTypes.Type(value = IncidentStage.Provisioning.class, name = "provisioning"),
    @JsonSubTypes.Type(value = IncidentStage.Steering.class, name = "steering"),
    @JsonSubTypes.Type(value = IncidentStage.Monitoring.class, name = "monitoring"),
    @JsonSubTypes.Type(value = IncidentStage.Restoring.class, name = "restoring"),
    @JsonSubTypes.Type(value = IncidentStage.Escalated.class, name = "escalated"),
    @JsonSubTypes.Type(value = IncidentStage.Closed.class, name = "closed")
})
public sealed interface IncidentStage {

    IncidentState label();

    /** The phase of the flow in which it stands, "1" to "7". */
    default String phase() {
        return label().phase();
    }

    /** The nodes that are entered with it. */
    default List<String> nodes() {
        return switch (this) {
            case Detecting detecting -> List.of("start", "detect");
            case Dampening dampening -> List.of("dampen");
            case Assessing assessing -> List.of("assess");
            case Computing computing -> List.of("compute");
            case Provisioning provisioning -> List.of("provision");
            case Steering steering -> List.of("steer");
            case Monitoring monitoring -> List.of("monitor");
            case Restoring restoring -> List.of("restore");
            case Escalated escalated -> List.of("escalate");
            case Closed closed -> List.of("close");
        };
    }

    /** A state that may end the incident. */
    sealed interface Closes extends IncidentStage {
        default Closed close(IncidentResolution resolution, CloseReason reason, Instant at) {
            return new Closed(resolution, reason, phase(), at);
        }
    }

    /** A state that may find that it cannot go on. */
    sealed interface Escalates extends IncidentStage {
        default Escalated escalate(EscalationReason reason) {
            return new Escalated(reason, phase());
        }
    }

    /** A state in which new links lead to a new assessment. */
    sealed interface Reassesses extends IncidentStage {
        default Assessing reassess() {
            return new Assessing();
        }
    }

    /** A state from which some protections need another path. */
    sealed interface Recomputes extends IncidentStage {
        default Computing recompute() {
            return new Computing();
        }
    }

    record Detecting() implements Closes {
        @Override
        public IncidentState label() {
            return IncidentState.DETECTING;
        }

        public Assessing assess() {
            return new Assessing();
        }

        public Dampening dampen(Instant until) {
            return new Dampening(until);
        }
    }

    /** @param until the orchestrator acts on a breach that still lasts, or protected traffic may return */
    record Dampening(Instant until) implements Closes, Reassesses {
        @Override
        public IncidentState label() {
            return IncidentState.DAMPENING;
        }

        public Assessing assess() {
            return new Assessing();
        }

        /** Something is protected. */
        public Monitoring monitor() {
            return new Monitoring();
        }
    }

    record Assessing() implements Closes, Escalates {
        @Override
        public IncidentState label() {
            return IncidentState.ASSESSING;
        }

        public Computing compute() {
            return new Computing();
        }

        /** Nothing new is affected, and something is protected already. */
        public Monitoring monitor() {
            return new Monitoring();
        }
    }

    record Computing() implements Closes, Escalates, Reassesses {
        @Override
        public IncidentState label() {
            return IncidentState.COMPUTING;
        }

        public Provisioning provision() {
            return new Provisioning();
        }

        public Monitoring monitor() {
            return new Monitoring();
        }
    }

    record Provisioning() implements Closes, Escalates, Reassesses, Recomputes {
        @Override
        public IncidentState label() {
            return IncidentState.PROVISIONING;
        }

        public Steering steer() {
            return new Steering();
        }

        public Monitoring monitor() {
            return new Monitoring();
        }
    }

    record Steering() implements Closes, Escalates, Reassesses, Recomputes {
        @Override
        public IncidentState label() {
            return IncidentState.STEERING;
        }

        public Monitoring monitor() {
            return new Monitoring();
        }

        public Provisioning nextAttempt() {
            return new Provisioning();
        }
    }

    record Monitoring() implements Closes, Escalates, Reassesses, Recomputes {
        @Override
        public IncidentState label() {
            return IncidentState.MONITORING;
        }

        public Restoring restore() {
            return new Restoring();
        }

        /** Protected traffic does not return before its flapping link has settled. */
        public Dampening dampen(Instant until) {
            return new Dampening(until);
        }
    }

    record Restoring() implements Closes, Escalates, Reassesses, Recomputes {
        @Override
        public IncidentState label() {
            return IncidentState.RESTORING;
        }

        public Monitoring relapse() {
            return new Monitoring();
        }
    }

    /**
     * @param reason why an operator was called
     * @param phase the phase it failed in
     */
    record Escalated(EscalationReason reason, String phase) implements Closes, Reassesses, Recomputes {
        @Override
        public IncidentState label() {
            return IncidentState.ESCALATED;
        }

        public Monitoring monitor() {
            return new Monitoring();
        }

        /** Another reason for the escalation was found. */
        public Escalated because(EscalationReason other, String inPhase) {
            return new Escalated(other, inPhase);
        }
    }

    record Closed(IncidentResolution resolution, CloseReason reason, String phase, Instant at)
            implements IncidentStage {
        @Override
        public IncidentState label() {
            return IncidentState.CLOSED;
        }
    }
}
