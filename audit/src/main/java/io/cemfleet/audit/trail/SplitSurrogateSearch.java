package io.cemfleet.audit.trail;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.audit.trail.TrailNote.Repair;
import io.cemfleet.audit.trail.TrailNote.Repair.Column;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the text of a row that was written by an agent which encoded a batch in chunks of {@value #CHUNK} UTF-16 units: a
 * surrogate pair on the edge of a chunk was stored as two question marks. The search tries code points until the hash
 * fits; what it finds is proven by the hash.
 */
public final class SplitSurrogateSearch {
    /** The reason that notes give. */
    public static final String REASON =
            "a character beyond the basic plane stood on the edge of an encoder's buffer and was stored as two"
                    + " question marks";

    private static final int CHUNK = 65_536;
    private static final String MARKS = "??";
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final SealedEvent row;
    private final CodePointSearch search;

    private SplitSurrogateSearch(SealedEvent row, long budget) {
        this.row = row;
        this.search = new CodePointSearch(row, budget);
    }

    /** Whether a row may have been changed by this fault: it holds two question marks, and does not match its hash. */
    public static boolean suspects(SealedEvent row) {
        return !row.matchesItsHash()
                && (row.record().contains(MARKS)
                        || row.actor().contains(MARKS)
                        || row.sourceAgent().contains(MARKS)
                        || (row.incidentId() != null && row.incidentId().contains(MARKS)));
    }

    /**
     * The repairs after which the row matches its hash.
     *
     * @param budget bytes to hash at the most
     * @return empty when there are none, or none within the budget
     */
    public static Optional<List<Repair>> repairs(SealedEvent row, long budget) {
        return suspects(row) ? new SplitSurrogateSearch(row, budget).find() : Optional.empty();
    }

    private Optional<List<Repair>> find() {
        List<Repair> found = inRecord();
        if (found == null) {
            return Optional.empty();
        }
        SealedEvent repaired = row;
        for (Repair repair : found) {
            repaired = repaired.with(repair);
        }
        List<Repair> all = new ArrayList<>(found);
        try {
            JsonNode said = MAPPER.readTree(repaired.record());
            addDifferences(all, Column.INCIDENT_ID, row.incidentId(), said.path("incident_id"));
            addDifferences(all, Column.ACTOR, row.actor(), said.path("actor"));
            addDifferences(all, Column.SOURCE_AGENT, row.sourceAgent(), said.path("source_agent"));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
        for (Repair repair : all.subList(found.size(), all.size())) {
            repaired = repaired.with(repair);
        }
        return repaired.matchesItsHash() ? Optional.of(all) : Optional.empty();
    }

    /** No repairs when the record matches its hash, null when no repair makes it match. */
    private @Nullable List<Repair> inRecord() {
        if (search.fits(row.record())) {
            return List.of();
        }
        for (List<Integer> places : edges().values()) {
            int[] codePoints = search.find(places);
            if (codePoints != null) {
                List<Repair> repairs = new ArrayList<>();
                for (int i = 0; i < places.size(); i++) {
                    repairs.add(new Repair(Column.RECORD, places.get(i), codePoints[i]));
                }
                return repairs;
            }
        }
        return null;
    }

    /** Where two question marks stand, by where in its chunk the edge between them was: backslashes were doubled. */
    private Map<Integer, List<Integer>> edges() {
        Map<Integer, List<Integer>> edges = new TreeMap<>();
        String record = row.record();
        int written = 0;
        for (int i = 0; i + 1 < record.length(); i++) {
            if (record.startsWith(MARKS, i)) {
                edges.computeIfAbsent((written + 1) % CHUNK, edge -> new ArrayList<>())
                        .add(i);
            }
            written += record.charAt(i) == '\\' ? 2 : 1;
        }
        return edges;
    }

    private static void addDifferences(List<Repair> repairs, Column column, @Nullable String stored, JsonNode said) {
        if (stored == null || !said.isTextual() || said.asText().length() != stored.length()) {
            return;
        }
        String text = said.asText();
        for (int i = 0; i + 1 < text.length(); i++) {
            if (stored.startsWith(MARKS, i) && Character.isSupplementaryCodePoint(text.codePointAt(i))) {
                repairs.add(new Repair(column, i, text.codePointAt(i)));
            }
        }
    }
}
