package io.cemfleet.e2e.siege;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.e2e.fleet.OperatorHttp;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The results of the messages: answers by endpoint and status, the accepted ones, and each wrong answer. */
final class HostileMessageReport {
    private static final List<String> TRACES = List.of("\tat ", "java.lang.", "org.springframework.", "PSQLException");
    private static final int SHOWN = 20;
    private static final int LARGE_BODY = 400_000;
    /** With any headers beyond the 8 KiB that Tomcat takes. */
    private static final int LARGE_HEAD = 8_000;

    private final Map<String, Integer> answers = new ConcurrentSkipListMap<>();
    private final Set<String> alertIds = ConcurrentHashMap.newKeySet();
    private final Set<String> jobIds = ConcurrentHashMap.newKeySet();
    private final List<String> faults = new CopyOnWriteArrayList<>();

    void answered(PublicEndpoint door, PublicEndpoint.SentRequest sent, OperatorHttp.HttpReply answer) {
        answers.merge(door.name() + " " + answer.status(), 1, Integer::sum);
        boolean broken = answer.status() >= 500 && answer.status() != 503;
        if (broken || TRACES.stream().anyMatch(answer.text()::contains)) {
            fault(door, sent, answer.status() + " " + answer.text());
        }
        if (answer.status() == 202) {
            JsonNode taken = answer.json();
            taken.path("alert_ids").forEach(id -> alertIds.add(id.asText()));
            if (taken.has("job_id")) {
                jobIds.add(taken.path("job_id").asText());
            }
        }
    }

    /**
     * A connection that was closed without an answer: right only for a body above every limit, or for a head above the
     * server's, which it refuses and closes before the body is read, so that the refusal may be lost on its way.
     */
    void cutOff(PublicEndpoint door, PublicEndpoint.SentRequest sent, String why) {
        answers.merge(door.name() + " cut off", 1, Integer::sum);
        if (sent.body().length < LARGE_BODY && sent.path().length() < LARGE_HEAD) {
            fault(door, sent, why);
        }
    }

    private void fault(PublicEndpoint door, PublicEndpoint.SentRequest sent, String what) {
        if (faults.size() < SHOWN) {
            String body = new String(sent.body(), java.nio.charset.StandardCharsets.ISO_8859_1);
            faults.add("%s %s: %s%n    %s"
                    .formatted(
                            door.name(),
                            sent.path().substring(0, Math.min(120, sent.path().length())),
                            what.substring(0, Math.min(300, what.length())),
                            body.substring(0, Math.min(400, body.length()))));
        }
    }

    List<String> faults() {
        return faults;
    }

    Set<String> alertIds() {
        return alertIds;
    }

    Set<String> jobIds() {
        return jobIds;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        answers.forEach((what, count) -> text.append("  %-40s %7d%n".formatted(what, count)));
        return text.append("  accepted: %d alerts, %d tickets%n".formatted(alertIds.size(), jobIds.size()))
                .toString();
    }
}
