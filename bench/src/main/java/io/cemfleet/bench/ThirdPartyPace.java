package io.cemfleet.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The delays of third parties for a ticket: 450 ms to search articles, 1,500 the model, 150 to read notes, 300 to write
 * one.
 */
final class ThirdPartyPace implements SlowDeskProxy.Pace {
    static final Duration MODEL = Duration.ofMillis(1500);
    private static final Duration ARTICLES = Duration.ofMillis(450);
    private static final Duration READ = Duration.ofMillis(150);
    private static final Duration WRITE = Duration.ofMillis(300);

    private final Map<String, TicketRun> byCorrelation = new ConcurrentHashMap<>();

    static double simulatedMs() {
        return ARTICLES.plus(MODEL).plus(READ).plus(WRITE).toMillis();
    }

    void watch(List<TicketRun> tickets) {
        tickets.forEach(ticket -> byCorrelation.put(ticket.correlationId().toString(), ticket));
    }

    @Override
    public Duration delay(String method, String path) {
        if (path.endsWith("/solutions")) {
            return ARTICLES;
        }
        if (!path.endsWith("/notes")) {
            return Duration.ZERO;
        }
        return method.equals("POST") ? WRITE : READ;
    }

    @Override
    public void answered(String method, String path, String correlationId, int status, long nanos) {
        TicketRun ticket = byCorrelation.get(correlationId);
        if (ticket == null || status / 100 != 2) {
            return;
        }
        if (method.equals("POST") && path.endsWith("/notes")) {
            ticket.noted(nanos);
        } else {
            ticket.asked(path.endsWith("/solutions"), nanos);
        }
    }
}
