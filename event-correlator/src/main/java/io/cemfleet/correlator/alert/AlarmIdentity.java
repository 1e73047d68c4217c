package io.cemfleet.correlator.alert;

import org.jspecify.annotations.Nullable;

/**
 * The identity of an alarm across all sources, the same from raise to clear.
 *
 * @param key the source's alarm id
 * @param resource what the alarm is about, if the id is unique on its resource only; absent if the id alone is unique
 */
public record AlarmIdentity(AlertSourceId source, String key, @Nullable String resource) {

    /** Between an alarm's id and its resource: no input may hold a control character, so neither holds it. */
    private static final char UNIT_SEPARATOR = '\u001f';

    /** The identity from before resources were part of it. */
    public AlarmIdentity withoutResource() {
        return resource == null ? this : new AlarmIdentity(source, key, null);
    }

    /** As one text, the key of the stream's tables. */
    public String text() {
        String id = source.wire() + '|' + key;
        return resource == null ? id : id + UNIT_SEPARATOR + resource;
    }
}
