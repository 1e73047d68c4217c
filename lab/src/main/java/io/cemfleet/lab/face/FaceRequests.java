package io.cemfleet.lab.face;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** The last requests of every face, writes and reads counted apart so that polling never pushes a write out. */
@Component
public class FaceRequests {
    private static final int READ_ANSWER_LIMIT = 2048;

    private final FaceSettings settings;
    private final Map<Face, Log> logs = new EnumMap<>(Face.class);

    FaceRequests(FaceSettings settings) {
        this.settings = settings;
        for (Face face : Face.values()) {
            logs.put(face, new Log());
        }
    }

    /** Keeps a request. The answer to a read is cut to 2 KB. */
    public void record(Face face, boolean write, FaceRequest request) {
        FaceRequest kept = !write && request.answer().length() > READ_ANSWER_LIMIT
                ? withAnswer(request, request.answer().substring(0, READ_ANSWER_LIMIT))
                : request;
        log(face).add(write, kept);
    }

    /** Oldest first. */
    public List<FaceRequest> list(Face face) {
        return log(face).list();
    }

    public void clear(Face face) {
        log(face).clear();
    }

    private Log log(Face face) {
        return Objects.requireNonNull(logs.get(face));
    }

    private static FaceRequest withAnswer(FaceRequest r, String answer) {
        return new FaceRequest(r.at(), r.method(), r.path(), r.query(), r.headers(), r.body(), r.status(), answer);
    }

    private record Numbered(long number, FaceRequest request) {}

    private final class Log {
        private final ArrayDeque<Numbered> writes = new ArrayDeque<>();
        private final ArrayDeque<Numbered> reads = new ArrayDeque<>();
        private long next;

        synchronized void add(boolean write, FaceRequest request) {
            ArrayDeque<Numbered> target = write ? writes : reads;
            target.addLast(new Numbered(next++, request));
            if (target.size() > (write ? settings.keepWrites() : settings.keepReads())) {
                target.removeFirst();
            }
        }

        synchronized List<FaceRequest> list() {
            return Stream.concat(writes.stream(), reads.stream())
                    .sorted(Comparator.comparingLong(Numbered::number))
                    .map(Numbered::request)
                    .toList();
        }

        synchronized void clear() {
            writes.clear();
            reads.clear();
        }
    }
}
