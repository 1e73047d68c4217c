package io.cemfleet.notification.message;

import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.SendNotification;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.contract.SlaTier;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What people are told, worded once for all channels. */
public record Notice(
        String incidentId,
        NotificationEvent event,
        Severity severity,
        SlaTier slaTier,
        String summary,
        Map<String, Object> details) {

    public static Notice of(SendNotification.Request request) {
        return new Notice(
                request.incidentId(),
                request.event(),
                request.severity(),
                request.slaTier(),
                request.summary(),
                request.details());
    }

    /** One line: severity, incident and what happened. */
    public String subject() {
        return "[" + severity.wire().toUpperCase(Locale.ROOT) + "] " + incidentId + ' ' + headline() + ": " + summary;
    }

    /** Plain text, a detail a line. */
    public String text() {
        String facts = details.entrySet().stream()
                .map(detail -> words(detail.getKey()) + ": " + words(detail.getValue()))
                .collect(Collectors.joining("\n"));
        return summary + "\n\nIncident: " + incidentId + "\nEvent: " + headline() + "\nSeverity: " + severity.wire()
                + "\nHighest tier affected: " + slaTier.wire() + (facts.isEmpty() ? "" : "\n\n" + facts) + "\n";
    }

    /** Markdown for chat. */
    public String markdown() {
        String facts = details.entrySet().stream()
                .map(detail -> "- " + words(detail.getKey()) + ": " + plain(words(detail.getValue())))
                .collect(Collectors.joining("\n"));
        return "**" + incidentId + "** " + headline() + " (" + severity.wire() + ", " + slaTier.wire() + ")\n\n"
                + plain(summary) + (facts.isEmpty() ? "" : "\n\n" + facts);
    }

    /** Whether this is the last word on the incident. */
    public boolean closes() {
        return event == NotificationEvent.RESTORATION_COMPLETE;
    }

    private String headline() {
        return switch (event) {
            case INCIDENT_OPENED -> "opened";
            case PROTECTION_ACTIVE -> "protected";
            case RESTORATION_COMPLETE -> "closed";
            case ESCALATION -> "needs a person";
            case PROACTIVE_ALERT -> "congestion expected";
            case TEST -> "test";
        };
    }

    private static String words(String key) {
        return key.replace('_', ' ');
    }

    /** A list of things is counted, a list of names is named, anything else is said. */
    private static String words(Object value) {
        if (!(value instanceof Collection<?> all)) {
            return String.valueOf(value);
        }
        boolean names = all.stream().noneMatch(Map.class::isInstance);
        return names ? all.stream().map(String::valueOf).collect(Collectors.joining(", ")) : String.valueOf(all.size());
    }

    private static String plain(String text) {
        return text.replaceAll("([*_`\\[\\]<>\\\\])", "\\\\$1");
    }
}
