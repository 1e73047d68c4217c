package io.cemfleet.enhancement.queue;

import io.cemfleet.enhancement.job.TicketDiscovery;
import io.cemfleet.enhancement.job.TicketDiscovery.DiscoveryReason;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/** Writes and reads a ticket discovery in the headers of its job's record. */
final class DiscoveryHeaders {
    private static final String OCCASION = "occasion";
    private static final String TEXTS = "texts";
    private static final String OTHER_NAME = "other_name";

    private DiscoveryHeaders() {}

    static void write(TicketDiscovery seen, Headers headers) {
        add(headers, OCCASION, seen.occasion().name().toLowerCase(Locale.ROOT));
        add(headers, TEXTS, String.join(",", seen.texts()));
        add(headers, OTHER_NAME, seen.otherName());
    }

    /**
     * A record without an occasion, as older versions wrote them, names the ticket.
     *
     * @throws IllegalArgumentException when there is no such occasion
     */
    static TicketDiscovery read(Headers headers) {
        String occasion = text(headers, OCCASION);
        String texts = text(headers, TEXTS);
        return new TicketDiscovery(
                occasion.isEmpty()
                        ? DiscoveryReason.MENTION
                        : DiscoveryReason.valueOf(occasion.toUpperCase(Locale.ROOT)),
                texts.isEmpty() ? List.of() : List.of(texts.split(",")),
                text(headers, OTHER_NAME));
    }

    private static void add(Headers headers, String name, String text) {
        headers.add(name, text.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Headers headers, String name) {
        Header header = headers.lastHeader(name);
        return header == null || header.value() == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
