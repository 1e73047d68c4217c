package io.cemfleet.audit.seal;

import io.cemfleet.audit.trail.SealedEvent;
import org.jspecify.annotations.Nullable;

/** Rows in the text format of PostgreSQL's COPY. */
final class CopyText {
    private CopyText() {}

    static void row(StringBuilder out, SealedEvent event) {
        out.append(event.sequence()).append('\t').append(event.eventId());
        field(out, event.eventType());
        field(out, event.incidentId());
        field(out, event.actor());
        field(out, event.sourceAgent());
        field(out, event.occurredAt().toString());
        field(out, event.recordedAt().toString());
        field(out, event.record());
        field(out, event.previousHash());
        field(out, event.hash());
        out.append('\n');
    }

    private static void field(StringBuilder out, @Nullable String value) {
        out.append('\t');
        if (value == null) {
            out.append("\\N");
            return;
        }
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            switch (c) {
                case '\\' -> out.append("\\\\");
                case '\t' -> out.append("\\t");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                default -> out.append(c);
            }
        }
    }
}
