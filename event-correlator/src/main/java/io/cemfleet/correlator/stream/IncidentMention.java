package io.cemfleet.correlator.stream;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A mention of an incident in the index.
 *
 * @param incident its key
 * @param opened its number among those of its domain; a newer one has a higher number
 * @param link the link of the incident that is meant, absent where the index's key says it
 * @param changedAt when that link changed, absent with it
 */
record IncidentMention(String incident, long opened, @Nullable String link, @Nullable Instant changedAt) {}
