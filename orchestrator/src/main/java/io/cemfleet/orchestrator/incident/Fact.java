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

/** Something that happened while work was going on: appended at once, folded in between steps. */
@JsonTypeInfo(use = Id.NAME, property = "fact")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fact.Updated.class, name = "incident_updated"),
    @JsonSubTypes.Type(value = Fact.Restoration.class, name = "restoration_update"),
    @JsonSubTypes.Type(value = Fact.CloseAsked.class, name = "close_asked"),
    @JsonSubTypes.Type(value = Fact.Acted.class, name = "acted"),
    @JsonSubTypes.Type(value = Fact.HandedBack.class, name = "handed_back"),
    @JsonSubTypes.Type(value = Fact.AvoidAsked.class, name = "avoid_asked"),
    @JsonSubTypes.Type(value = Fact.Congested.class, name = "own_congestion"),
    @JsonSubTypes.Type(value = Fact.TunnelFound.class, name = "tunnel_changed")
})
public sealed interface Fact {
    record Updated(IncidentUpdated.Request update) implements Fact {}

    record Restoration(RestorationUpdate.Request update) implements Fact {}

    /** A tunnel is not in the network as it was made. */
    record TunnelFound(TunnelChanged.Request found) implements Fact {}

    record CloseAsked(String actor, String reason) implements Fact {}

    /**
     * A person approved, rejected, or wants another try.
     *
     * @param protection the key that is meant, null: all it can be about
     */
    record Acted(OperatorActionKind action, String actor, String reason, Instant at, @Nullable String protection)
            implements Fact {}

    /** @param links that were avoided when the person took over */
    record HandedBack(String actor, String reason, List<String> links) implements Fact {}

    /** Another incident's traffic rides a protection of this one: its links have to be avoided too. */
    record AvoidAsked(String incidentId, List<String> links) implements Fact {}

    /** Tunnels of the fleet, some of this incident's among them, fill a link, or do so no longer. */
    record Congested(OwnCongestion.Request report) implements Fact {}

    /** The kind's name in SQL. */
    default String kind() {
        return switch (this) {
            case Updated(IncidentUpdated.Request update) ->
                "incident_" + update.kind().wire();
            case Restoration(RestorationUpdate.Request update) -> update.event().wire();
            case CloseAsked asked -> "close_asked";
            case Acted acted -> acted.action().wire() + "_asked";
            case HandedBack handedBack -> "handed_back";
            case AvoidAsked asked -> "avoid_asked";
            case Congested congested -> "own_congestion";
            case TunnelFound(TunnelChanged.Request found) ->
                "tunnel_" + found.change().wire();
        };
    }
}
