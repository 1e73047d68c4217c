package io.cemfleet.audit.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.cemfleet.runtime.json.AgentJson;
import java.io.IOException;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The notes of a trail that bear the signature of a known key, by the row that they cover. */
public final class TrailNotes {
    /** The type of the records that hold notes. */
    public static final String EVENT_TYPE = "trail_annotated";

    private final Map<Long, TrailNote> signed = new HashMap<>();

    /** No notes at all. */
    public static TrailNotes none() {
        return new TrailNotes();
    }

    /**
     * The notes of a trail. Write access to the table allows inserting a note, but not signing it: unsigned notes do
     * not count.
     */
    public static TrailNotes of(TrailSource trail, VerificationKeys keys) throws SQLException, IOException {
        TrailNotes notes = new TrailNotes();
        trail.walkNotes(row -> {
            TrailNote note = read(row.record());
            if (note != null && note.seal() != null && keys.hold(note.statement(), note.seal())) {
                notes.signed.put(note.sequence(), note);
            }
            return true;
        });
        return notes;
    }

    /** A note as the details of its record. */
    public static Map<String, Object> details(TrailNote note) {
        return AgentJson.MAPPER.convertValue(note, new TypeReference<>() {});
    }

    /** The signed note that covers a row in its present state. */
    public Optional<TrailNote> covering(SealedEvent row) {
        return Optional.ofNullable(signed.get(row.sequence())).filter(note -> note.covers(row));
    }

    private static @Nullable TrailNote read(String record) {
        try {
            return AgentJson.MAPPER.treeToValue(
                    AgentJson.MAPPER.readTree(record).path("details"), TrailNote.class);
        } catch (JsonProcessingException | RuntimeException e) {
            return null;
        }
    }
}
