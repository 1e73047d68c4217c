package io.cemfleet.orchestrator.incident;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.annotation.JsonTypeInfo.Id;
import io.cemfleet.a2a.contract.IncidentUpdated;
import io.cemfleet.a2a.contract.RestorationUpdate;

/** Something that happened while work was going on: appended at once, folded in between steps. */
@JsonTypeInfo(use = Id.NAME, property = "fact")
@JsonSubTypes({
    @JsonSubTypes.Type(value = Fact.Updated.class, name = "incident_updated"),
    @JsonSubTypes.Type(value = Fact.Restoration.class, name = "restoration_update"),
    @JsonSubTypes.Type(value = Fact.CloseAsked.class, name = "close_asked")
})
public sealed interface Fact {
    record Updated(IncidentUpdated.Request update) implements Fact {}

    record Restoration(RestorationUpdate.Request update) implements Fact {}

    record CloseAsked(String actor, String reason) implements Fact {}

    /** The kind's name in SQL. */
    default String kind() {
        return switch (this) {
            case Updated(IncidentUpdated.Request update) ->
                "incident_" + update.kind().wire();
            case Restoration(RestorationUpdate.Request update) -> update.event().wire();
            case CloseAsked asked -> "close_asked";
        };
    }
}
