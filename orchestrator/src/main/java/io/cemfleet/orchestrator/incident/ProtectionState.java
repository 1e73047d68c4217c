package io.cemfleet.orchestrator.incident;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.cemfleet.a2a.contract.ProtectionStatus;
import io.cemfleet.a2a.contract.WithdrawalReason;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The states of a protection; a transition exists only where it is legal.
 *
 * <pre>
 *  wanted ──▶ planned ──▶ provisioned ──▶ steered ──▶ returning ──▶ restored
 *    │          │ ▲            │  │          │ ▲          │
 *    ▼          │ └─next try───┘  │          │ └─relapse──┘
 *  no_path      ▼                 ▼          ▼ the path degrades: wanted again, still carrying traffic
 *             failed ◀────── failed_holding
 * </pre>
 *
 * Between wanted and planned it may be proposed, as long as an operator has to decide; where another incident protects
 * the same traffic it is covered; once its links cleared before anything was built it is unneeded.
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "state")
@JsonSubTypes({
    @JsonSubTypes.Type(value = ProtectionState.Wanted.class, name = "wanted"),
    @JsonSubTypes.Type(value = ProtectionState.NoPath.class, name = "no_path"),
    @JsonSubTypes.Type(value = ProtectionState.Unneeded.class, name = "unneeded"),
    @JsonSubTypes.Type(value = ProtectionState.Covered.class, name = "covered"),
    @JsonSubTypes.Type(value = ProtectionState.Proposed.class, name = "proposed"),
    @JsonSubTypes.Type(value = ProtectionState.Planned.class, name = "planned"),
    @JsonSubTypes.Type(value = ProtectionState.Provisioned.class, name = "provisioned"),
    @JsonSubTypes.Type(value = ProtectionState.Steered.class, name = "steered"),
    @JsonSubTypes.Type(value = ProtectionState.Returning.class, name = "returning"),
    @JsonSubTypes.Type(value = ProtectionState.Restored.class, name = "restored"),
    @JsonSubTypes.Type(value = ProtectionState.Failed.class, name = "failed"),
    @JsonSubTypes.Type(value = ProtectionState.FailedHolding.class, name = "failed_holding")
})
public sealed interface ProtectionState {

    /**
     * Needs a path.
     *
     * @param held carries its traffic meanwhile
     * @param idle a tunnel that stands and carries nothing: used for the next path, or removed
     */
    record Wanted(@Nullable CarryingTunnel held, @Nullable ProtectionTunnel idle) implements ProtectionState {
        public static final Wanted NEW = new Wanted(null, null);

        public Planned planned(ProtectionRoute route) {
            return new Planned(backToTheOriginal(route), held, idle);
        }

        public Proposed proposed(ProtectionRoute route, Autonomy.Mode mode) {
            return new Proposed(backToTheOriginal(route), held, idle, mode);
        }

        /** Without a new path traffic stays where it is, if it is anywhere. */
        public ProtectionState noPath(List<String> conflicting) {
            return held == null && idle == null ? new NoPath(conflicting, false, false) : notPursued(null, held, idle);
        }

        /** Its links cleared: nothing is sought any more, and traffic that is elsewhere waits for its return. */
        public ProtectionState unneeded() {
            return held == null && idle == null ? new Unneeded() : notPursued(null, held, idle);
        }

        public ProtectionState stopped() {
            return notPursued(null, held, idle);
        }

        private ProtectionRoute backToTheOriginal(ProtectionRoute route) {
            return held == null ? route : route.backTo(held.route().originalPath());
        }
    }

    /** The state after a plan that is not carried out. */
    private static ProtectionState notPursued(
            @Nullable ProtectionRoute route, @Nullable CarryingTunnel held, @Nullable ProtectionTunnel idle) {
        if (held != null) {
            return Steered.stillCarrying(held);
        }
        return idle == null ? new Failed(true) : new FailedHolding(route, idle, true);
    }

    /**
     * No path keeps the constraints, and nothing is held.
     *
     * @param untilChange it was withdrawn since there is no other path: none is sought before something changes
     */
    record NoPath(List<String> conflicting, @JsonProperty("told") boolean reported, boolean untilChange)
            implements ProtectionState {
        public NoPath soughtAgain() {
            return new NoPath(conflicting, reported, false);
        }
    }

    /** Its traffic crosses no degraded link any more, and nothing is held. */
    record Unneeded() implements ProtectionState {}

    /**
     * Its traffic is protected by another incident.
     *
     * @param released that incident released it
     */
    record Covered(String by, @JsonProperty("over") boolean released) implements ProtectionState {}

    /** Has a path that waits for an operator's approval, or is only shown. */
    record Proposed(
            ProtectionRoute route, @Nullable CarryingTunnel held, @Nullable ProtectionTunnel idle, Autonomy.Mode mode)
            implements ProtectionState {
        public Planned approved() {
            return new Planned(route, held, idle);
        }

        /** Its links cleared: nothing is sought any more, and traffic that is elsewhere waits for its return. */
        public ProtectionState unneeded() {
            return replan().unneeded();
        }

        public ProtectionState rejected() {
            return notPursued(route, held, idle);
        }

        public Wanted replan() {
            return new Wanted(held, idle);
        }
    }

    /** Has a path, and no tunnel on it yet. */
    record Planned(ProtectionRoute route, @Nullable CarryingTunnel held, @Nullable ProtectionTunnel idle)
            implements ProtectionState {
        /** The tunnel stands on the route; one that carried traffic before carries it there now. */
        public Provisioned provisioned(ProtectionTunnel tunnel) {
            return new Provisioned(
                    route, tunnel, held == null ? null : new CarryingTunnel(route, tunnel, held.services()));
        }

        /** Another path of the same plan, where there is one. */
        public Planned next() {
            return new Planned(route.next(), held, idle);
        }

        /** @param maybeThere the last attempt's outcome is not known, so a tunnel may stand */
        public ProtectionState givenUp(boolean maybeThere) {
            if (held != null) {
                return Steered.stillCarrying(held);
            }
            return maybeThere || idle != null ? new FailedHolding(route, idle, false) : new Failed(false);
        }

        public Wanted replan() {
            return new Wanted(held, idle);
        }
    }

    /** The tunnel stands, and carries nothing yet. */
    record Provisioned(ProtectionRoute route, ProtectionTunnel tunnel, @Nullable CarryingTunnel held)
            implements ProtectionState {
        /** @param services whose traffic is on the tunnel */
        public Steered steered(List<String> services) {
            return new Steered(route, tunnel, services);
        }

        /** The same once more. */
        public Planned provisionedAgain() {
            return new Planned(route, held, tunnel);
        }

        /** The tunnel exists and is of no use: it has to be removed. */
        public ProtectionState givenUp() {
            return held == null ? new FailedHolding(route, tunnel, false) : Steered.stillCarrying(held);
        }

        public Wanted replan() {
            return new Wanted(held, tunnel);
        }

        public FailedHolding discarded() {
            return new FailedHolding(route, tunnel, true);
        }
    }

    /** Carries the traffic of these services. */
    record Steered(ProtectionRoute route, ProtectionTunnel tunnel, List<String> services) implements ProtectionState {
        public Steered {
            services = List.copyOf(services);
        }

        static Steered stillCarrying(CarryingTunnel held) {
            return new Steered(held.route(), held.tunnel(), held.services());
        }

        /** The tunnel has to get its path once more; its traffic stays on it meanwhile. */
        public Planned recreated() {
            return new Planned(route, new CarryingTunnel(route, tunnel, services), null);
        }

        /** The same tunnel, and the traffic of these services is on it. */
        public Steered carrying(List<String> riding) {
            return new Steered(route, tunnel, riding);
        }

        public Returning returning(int protectionWeight, int originalWeight) {
            return new Returning(route, tunnel, services, protectionWeight, originalWeight);
        }

        public Restored restored() {
            return new Restored(route, tunnel);
        }

        public Wanted replan() {
            return new Wanted(new CarryingTunnel(route, tunnel, services), null);
        }

        /** Its traffic is back, but the tunnel could not be removed. */
        public FailedHolding notCleanedUp() {
            return new FailedHolding(route, tunnel, true, true, null);
        }

        public FailedHolding discarded() {
            return new FailedHolding(route, tunnel, true);
        }
    }

    /** Its traffic returns to the original path; weights in percent. */
    record Returning(
            ProtectionRoute route,
            ProtectionTunnel tunnel,
            List<String> services,
            int protectionWeight,
            int originalWeight)
            implements ProtectionState {
        public Returning returning(int protection, int original) {
            return new Returning(route, tunnel, services, protection, original);
        }

        public Restored restored() {
            return new Restored(route, tunnel);
        }

        public Steered relapsed() {
            return new Steered(route, tunnel, services);
        }

        /** The tunnel has to get its path once more; its traffic stays as it is meanwhile. */
        public Planned recreated() {
            return new Planned(route, new CarryingTunnel(route, tunnel, services), null);
        }

        public Wanted replan() {
            return new Wanted(new CarryingTunnel(route, tunnel, services), null);
        }

        /** Its traffic is back, but the tunnel could not be removed. */
        public FailedHolding notCleanedUp() {
            return new FailedHolding(route, tunnel, true, true, null);
        }

        public FailedHolding discarded() {
            return new FailedHolding(route, tunnel, true);
        }
    }

    /** Traffic is back on the original path, and the tunnel is gone. */
    record Restored(ProtectionRoute route, ProtectionTunnel tunnel) implements ProtectionState {}

    /** Given up, and nothing of it is left in the network. */
    record Failed(@JsonProperty("told") boolean reported) implements ProtectionState {}

    /**
     * Given up, or at its end, and something may be left in the network.
     *
     * @param tunnel null when not even its name is known
     * @param returned its traffic is back on the original path
     * @param withdrawn why it was withdrawn from the network, null when it was not
     */
    record FailedHolding(
            @Nullable ProtectionRoute route,
            @Nullable ProtectionTunnel tunnel,
            @JsonProperty("told") boolean reported,
            boolean returned,
            @Nullable WithdrawalReason withdrawn)
            implements ProtectionState {
        public FailedHolding(@Nullable ProtectionRoute route, @Nullable ProtectionTunnel tunnel, boolean reported) {
            this(route, tunnel, reported, false, null);
        }

        public FailedHolding named(ProtectionTunnel known) {
            return new FailedHolding(route, known, reported, returned, withdrawn);
        }

        public ProtectionState cleanedUp() {
            return returned && route != null && tunnel != null ? new Restored(route, tunnel) : new Failed(reported);
        }

        public FailedHolding markedReported() {
            return new FailedHolding(route, tunnel, true, returned, withdrawn);
        }

        /** A new plan reuses what is left. */
        public Wanted replan() {
            return new Wanted(null, tunnel);
        }
    }

    /** The state's name in SQL and JSON. */
    default ProtectionStatus status() {
        return switch (this) {
            case Wanted wanted -> ProtectionStatus.WANTED;
            case NoPath noPath -> ProtectionStatus.NO_PATH;
            case Unneeded unneeded -> ProtectionStatus.UNNEEDED;
            case Covered covered -> ProtectionStatus.COVERED;
            case Proposed proposed -> ProtectionStatus.PROPOSED;
            case Planned planned -> ProtectionStatus.PLANNED;
            case Provisioned provisioned -> ProtectionStatus.PROVISIONED;
            case Steered steered -> ProtectionStatus.STEERED;
            case Returning returning -> ProtectionStatus.RETURNING;
            case Restored restored -> ProtectionStatus.RESTORED;
            case Failed failed -> ProtectionStatus.FAILED;
            case FailedHolding holding -> ProtectionStatus.FAILED_HOLDING;
        };
    }

    /** The status as stored. */
    default String label() {
        return status().wire();
    }

    /** The services whose traffic is on the tunnel, or is just leaving it. */
    default List<String> steeredServices() {
        return switch (this) {
            case Steered steered -> steered.services();
            case Returning returning -> returning.services();
            case Wanted(CarryingTunnel held, ProtectionTunnel idle) -> CarryingTunnel.services(held);
            case Proposed proposed -> CarryingTunnel.services(proposed.held());
            case Planned(ProtectionRoute route, CarryingTunnel held, ProtectionTunnel idle) ->
                CarryingTunnel.services(held);
            case Provisioned(ProtectionRoute route, ProtectionTunnel tunnel, CarryingTunnel held) ->
                CarryingTunnel.services(held);
            case Covered _, NoPath _, Unneeded _, Restored _, Failed _, FailedHolding _ -> List.of();
        };
    }

    /** The tunnel it has, or had at the end. */
    default @Nullable ProtectionTunnel tunnelOrNull() {
        return switch (this) {
            case Wanted(CarryingTunnel held, ProtectionTunnel idle) -> held == null ? idle : held.tunnel();
            case Proposed proposed ->
                proposed.held() == null ? proposed.idle() : proposed.held().tunnel();
            case Planned(ProtectionRoute route, CarryingTunnel held, ProtectionTunnel idle) ->
                held == null ? idle : held.tunnel();
            case Covered covered -> null;
            case Provisioned provisioned -> provisioned.tunnel();
            case Steered steered -> steered.tunnel();
            case Returning returning -> returning.tunnel();
            case Restored restored -> restored.tunnel();
            case FailedHolding holding -> holding.tunnel();
            case NoPath noPath -> null;
            case Unneeded unneeded -> null;
            case Failed failed -> null;
        };
    }

    /** The route it takes, where one is known. */
    default @Nullable ProtectionRoute routeOrNull() {
        return switch (this) {
            case Wanted(CarryingTunnel held, ProtectionTunnel idle) -> held == null ? null : held.route();
            case Proposed proposed -> proposed.route();
            case Covered covered -> null;
            case Planned planned -> planned.route();
            case Provisioned provisioned -> provisioned.route();
            case Steered steered -> steered.route();
            case Returning returning -> returning.route();
            case Restored restored -> restored.route();
            case FailedHolding holding -> holding.route();
            case NoPath noPath -> null;
            case Unneeded unneeded -> null;
            case Failed failed -> null;
        };
    }

    /** Whether traffic of customers is on the tunnel. */
    default boolean carriesTraffic() {
        return switch (this) {
            case Steered steered -> true;
            case Returning returning -> true;
            case Wanted(CarryingTunnel held, ProtectionTunnel idle) -> held != null;
            case Proposed proposed -> proposed.held() != null;
            case Planned(ProtectionRoute route, CarryingTunnel held, ProtectionTunnel idle) -> held != null;
            case Provisioned(ProtectionRoute route, ProtectionTunnel tunnel, CarryingTunnel held) -> held != null;
            case Covered _, NoPath _, Unneeded _, Restored _, Failed _, FailedHolding _ -> false;
        };
    }
}
