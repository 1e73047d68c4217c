package io.cemfleet.correlator.alert;

import org.jspecify.annotations.Nullable;

/**
 * An alarm among all sources, the same from raise to clear.
 *
 * @param key the source's alarm id
 * @param resource what the alarm is about, if the id is unique on its resource only; absent if the id says it all
 */
public record AlarmIdentity(AlertSource source, String key, @Nullable String resource) {

    /** Between an alarm's id and its resource: no input may hold a control character, so neither holds it. */
    private static final char UNIT_SEPARATOR = '\u001f';

    /** How the alarm was known before resources were part of its identity. */
    public AlarmIdentity withoutResource() {
        return resource == null ? this : new AlarmIdentity(source, key, null);
    }

    /** As one text, the key of the stream's tables. */
    public String text() {
        String id = source.wire() + '|' + key;
        return resource == null ? id : id + UNIT_SEPARATOR + resource;
    }
}
