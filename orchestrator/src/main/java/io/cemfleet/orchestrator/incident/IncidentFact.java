package io.cemfleet.orchestrator.incident;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import io.cemfleet.a2a.contract.IncidentUpdated;
import io.cemfleet.a2a.contract.OperatorActionKind;
import io.cemfleet.a2a.contract.OwnCongestion;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.a2a.contract.TunnelChanged;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A message about an incident: appended at once, folded in between steps. */
@JsonTypeInfo(use = Id.NAME, property = "fact")
@JsonSubTypes({
    @JsonSubTypes.Type(value = IncidentFact.UpdateReceived.class, name = "incident_updated"),
    @JsonSubTypes.Type(value = IncidentFact.RestorationReported.class, name = "restoration_update"),
    @JsonSubTypes.Type(value = IncidentFact.CloseRequested.class, name = "close_asked"),
    @JsonSubTypes.Type(value = IncidentFact.OperatorDecided.class, name = "acted"),
    @JsonSubTypes.Type(value = IncidentFact.HandedBack.class, name = "handed_back"),
    @JsonSubTypes.Type(value = IncidentFact.AvoidanceRequested.class, name = "avoid_asked"),
    @JsonSubTypes.Type(value = IncidentFact.CongestionReported.class, name = "own_congestion"),
    @JsonSubTypes.Type(value = IncidentFact.TunnelChangeReported.class, name = "tunnel_changed")
})
public sealed interface IncidentFact {
    record UpdateReceived(IncidentUpdated.Request update) implements IncidentFact {}

    record RestorationReported(RestorationUpdate.Request update) implements IncidentFact {}

    /** A tunnel was lost or altered in the network. */
    record TunnelChangeReported(TunnelChanged.Request found) implements IncidentFact {}

    record CloseRequested(String actor, String reason) implements IncidentFact {}

    /**
     * An operator approved, rejected, or wants another try.
     *
     * @param protection the protection key, null: every protection that the command can apply to
     */
    record OperatorDecided(
            OperatorActionKind action, String actor, String reason, Instant at, @Nullable String protection)
            implements IncidentFact {}

    /** @param links that were avoided when the operator took over */
    record HandedBack(String actor, String reason, List<String> links) implements IncidentFact {}

    /**
     * A protection of this incident carries another incident's traffic: that incident's links have to be avoided too.
     */
    record AvoidanceRequested(String incidentId, List<String> links) implements IncidentFact {}

    /** Tunnels of the fleet, some of this incident's among them, fill a link, or do so no longer. */
    record CongestionReported(OwnCongestion.Request report) implements IncidentFact {}

    /** The kind's name in SQL. */
    default String kind() {
        return switch (this) {
            case UpdateReceived(IncidentUpdated.Request update) ->
                "incident_" + update.kind().wire();
            case RestorationReported(RestorationUpdate.Request update) ->
                update.event().wire();
            case CloseRequested request -> "close_asked";
            case OperatorDecided acted -> acted.action().wire() + "_asked";
            case HandedBack handedBack -> "handed_back";
            case AvoidanceRequested request -> "avoid_asked";
            case CongestionReported congested -> "own_congestion";
            case TunnelChangeReported(TunnelChanged.Request found) ->
                "tunnel_" + found.change().wire();
        };
    }
}
