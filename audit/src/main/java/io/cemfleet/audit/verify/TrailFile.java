package io.cemfleet.audit.verify;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import io.cemfleet.audit.trail.SealedDay;
import io.cemfleet.audit.trail.SealedEvent;
import io.cemfleet.audit.trail.TrailHead;
import io.cemfleet.audit.trail.TrailSource;
import io.cemfleet.runtime.json.AgentJson;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A trail as JSON lines: {@code {"segment":…}}, then {@code {"head":…}}, then {@code {"event":…}} for each row. */
final class TrailFile implements TrailSource {
    /** Strict: another file must not pass for an empty trail. */
    private static final ObjectReader LINES =
            AgentJson.MAPPER.readerFor(TrailLine.class).with(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    private final Path file;
    private final List<SealedDay> segments = new ArrayList<>();
    private @Nullable TrailHead head;

    /** One of the three. */
    private record TrailLine(@Nullable SealedDay segment, @Nullable TrailHead head, @Nullable SealedEvent event) {}

    /** @throws IOException when the file is not such an export */
    TrailFile(Path file) throws IOException {
        this.file = file;
        lines(line -> {
            if (line.segment() != null) {
                segments.add(line.segment());
            } else if (line.head() != null) {
                head = line.head();
            }
            return line.event() == null;
        });
    }

    @Override
    public List<SealedDay> segments() {
        return List.copyOf(segments);
    }

    @Override
    public @Nullable TrailHead head() {
        return head;
    }

    @Override
    public void walk(Visitor visitor) throws IOException {
        lines(line -> line.event() == null || visitor.take(line.event()));
    }

    /** A head as {@code GET /api/head} answers it. */
    static TrailHead readHead(Path file) throws IOException {
        TrailLine line = LINES.readValue(file.toFile());
        if (line.head() == null) {
            throw new IOException("no head in " + file);
        }
        return line.head();
    }

    /** Writes all of a trail. */
    static void write(TrailSource trail, Path file) throws IOException, SQLException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (SealedDay segment : trail.segments()) {
                line(out, new TrailLine(segment, null, null));
            }
            TrailHead head = trail.head();
            if (head != null) {
                line(out, new TrailLine(null, head, null));
            }
            trail.walk(event -> {
                line(out, new TrailLine(null, null, event));
                return true;
            });
        }
    }

    private static void line(BufferedWriter out, TrailLine line) throws IOException {
        out.write(AgentJson.MAPPER.writeValueAsString(line));
        out.write('\n');
    }

    private interface Reader {
        boolean take(TrailLine line) throws IOException;
    }

    private void lines(Reader reader) throws IOException {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String text = in.readLine();
            while (text != null && reader.take(LINES.readValue(text))) {
                text = in.readLine();
            }
        }
    }
}
