package io.cemfleet.correlator.source;

import io.cemfleet.a2a.contract.IncidentSource;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.runtime.security.WebhookSecret;
import java.util.List;
import java.util.Optional;

/**
 * A source of alerts: a bean in a package of its own, beside its parser, client and settings. The rest of the agent
 * finds it by its id and knows no vendor. A source whose open alarms can be listed is a {@link SupervisedSource}.
 */
public interface AlertSource {

    /** Names the source in records and metrics, and its webhook: {@code /webhooks/{id}}. */
    AlertSourceId id();

    /** The source that an incident names when an alert of this one opened it. */
    IncidentSource incidentSource();

    /** The secret of its webhook; empty when its alerts arrive otherwise. A webhook without a secret is closed. */
    default Optional<WebhookSecret> webhook() {
        return Optional.empty();
    }

    /** The alerts of one element of a body, where the source's format lists several of them in one message. */
    default List<AlertElement> split(AlertElement element) {
        return List.of(element);
    }

    /**
     * Parses one alert. The same alert must parse again later: records hold it as its source wrote it.
     *
     * @throws BadFieldException for the first field that is missing or does not fit
     */
    ParsedElement parse(JsonFieldReader fields);
}
