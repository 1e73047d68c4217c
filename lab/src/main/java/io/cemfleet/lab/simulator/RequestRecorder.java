package io.cemfleet.lab.simulator;

import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * The last requests of every simulated system. Writes and reads have separate limits, so that polling never displaces a
 * write.
 */
@Component
public class RequestRecorder {
    /** Stored characters of an answer to a read. */
    static final int READ_ANSWER_LIMIT = 2048;

    private final SimulationSettings settings;
    private final Map<SimulatedSystem, RequestLog> logs = new EnumMap<>(SimulatedSystem.class);

    RequestRecorder(SimulationSettings settings) {
        this.settings = settings;
        for (SimulatedSystem face : SimulatedSystem.values()) {
            logs.put(face, new RequestLog());
        }
    }

    /** Stores a request. The answer to a read is cut to 2 KB. */
    public void record(SimulatedSystem face, boolean write, RecordedRequest request) {
        RecordedRequest kept = !write && request.answer().length() > READ_ANSWER_LIMIT
                ? withAnswer(request, request.answer().substring(0, READ_ANSWER_LIMIT))
                : request;
        log(face).add(write, kept);
    }

    /** The recorded requests, oldest first. */
    public List<RecordedRequest> list(SimulatedSystem face) {
        return log(face).list();
    }

    public void clear(SimulatedSystem face) {
        log(face).clear();
    }

    private RequestLog log(SimulatedSystem face) {
        return Objects.requireNonNull(logs.get(face));
    }

    private static RecordedRequest withAnswer(RecordedRequest r, String answer) {
        return new RecordedRequest(r.at(), r.method(), r.path(), r.query(), r.headers(), r.body(), r.status(), answer);
    }

    private record NumberedRequest(long number, RecordedRequest request) {}

    private final class RequestLog {
        private final ArrayDeque<NumberedRequest> writes = new ArrayDeque<>();
        private final ArrayDeque<NumberedRequest> reads = new ArrayDeque<>();
        private long next;

        synchronized void add(boolean write, RecordedRequest request) {
            ArrayDeque<NumberedRequest> target = write ? writes : reads;
            target.addLast(new NumberedRequest(next++, request));
            if (target.size() > (write ? settings.keepWrites() : settings.keepReads())) {
                target.removeFirst();
            }
        }

        synchronized List<RecordedRequest> list() {
            return Stream.concat(writes.stream(), reads.stream())
                    .sorted(Comparator.comparingLong(NumberedRequest::number))
                    .map(NumberedRequest::request)
                    .toList();
        }

        synchronized void clear() {
            writes.clear();
            reads.clear();
        }
    }
}
