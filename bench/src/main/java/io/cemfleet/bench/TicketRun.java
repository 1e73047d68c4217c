package io.cemfleet.bench;

import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

/** One ticket from its webhook to its note. Times are of this process's clock. */
final class TicketRun {
    private final String ticketId;
    private final String description;
    private final UUID correlationId = UUID.randomUUID();
    private final AtomicLong inDesk = new AtomicLong();
    private final AtomicInteger searches = new AtomicInteger();
    private final AtomicInteger notes = new AtomicInteger();
    private volatile long sentAt;
    private volatile long notedAt;
    private volatile int status;

    TicketRun(String ticketId, String description) {
        this.ticketId = ticketId;
        this.description = description;
    }

    String ticketId() {
        return ticketId;
    }

    String description() {
        return description;
    }

    UUID correlationId() {
        return correlationId;
    }

    void sent() {
        sentAt = System.nanoTime();
    }

    /** @param http the webhook's answer, 0 when there was none */
    void accepted(int http) {
        status = http;
    }

    int status() {
        return status;
    }

    /** The desk got a query for articles or for the ticket's notes. */
    void asked(boolean articles, long nanos) {
        inDesk.addAndGet(nanos);
        searches.addAndGet(articles ? 1 : 0);
    }

    /** The desk accepted a note. */
    void noted(long nanos) {
        notedAt = System.nanoTime();
        inDesk.addAndGet(nanos);
        notes.incrementAndGet();
    }

    boolean isNoted() {
        return notes.get() > 0;
    }

    int notes() {
        return notes.get();
    }

    int searches() {
        return searches.get();
    }

    long sentAt() {
        return sentAt;
    }

    long notedAt() {
        return notedAt;
    }

    /** The time from the webhook to the desk's answer to the note. */
    double totalMs() {
        return (notedAt - sentAt) / 1e6;
    }

    /** The durations of the calls at the desk, in order. */
    double inDeskMs() {
        return inDesk.get() / 1e6;
    }
}
