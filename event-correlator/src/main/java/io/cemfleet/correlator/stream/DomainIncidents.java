package io.cemfleet.correlator.stream;

import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertSourceId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The open incidents of one domain while a record is handled, and which of them a link belongs to. Incidents may be
 * changed until {@link #save}.
 */
interface DomainIncidents {

    /** @param rule why the link belongs to the incident */
    record IncidentMatch(OpenIncident incident, String rule) {}

    Optional<OpenIncident> byKey(@Nullable String key);

    /** The oldest that has the link. */
    Optional<OpenIncident> ofLink(String linkId);

    /** The newest where the link is degraded, or may be. */
    Optional<OpenIncident> concerning(String linkId);

    /** The oldest with candidates that this alarm left. */
    Optional<OpenIncident> ofCandidates(String identity);

    /** The incident that a link's change belongs to, by the first rule that fits; newest incidents first. */
    Optional<IncidentMatch> match(String linkId, LinkNeighbourhood place, Instant at);

    /** @param about what it is about, as part of its key */
    OpenIncident open(AlertRecord alert, AlertSourceId source, String about);

    void close(OpenIncident incident);

    void save();
}
