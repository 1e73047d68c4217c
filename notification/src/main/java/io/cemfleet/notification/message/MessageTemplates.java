package io.cemfleet.notification.message;

import io.cemfleet.notification.message.MessageLayout.FactLine;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The texts of each event, once for all channels: what an operator on duty needs, in the order of need. */
final class MessageTemplates {
    private MessageTemplates() {}

    static MessageLayout letter(IncidentNotice notice) {
        return switch (notice.event()) {
            case INCIDENT_OPENED ->
                letter(
                        notice,
                        "opened",
                        "The services that suffer are looked up and protection paths are computed."
                                + " No action is required.",
                        new FactTemplate("Links", "degraded_links"),
                        new FactTemplate("Alerts", "alert_count"));
            case PROTECTION_ACTIVE ->
                letter(
                        notice,
                        "protected",
                        "The original path is watched; traffic goes back once it has recovered and stayed so."
                                + " No action is required.",
                        new FactTemplate("Services moved", "services_steered"),
                        new FactTemplate("Tunnels", "tunnels"),
                        new FactTemplate("First tunnel", "tunnel_id"),
                        new FactTemplate("Binding SID", "binding_sid"),
                        new FactTemplate("TE type", "te_type"));
            case RESTORATION_COMPLETE ->
                letter(
                        notice,
                        "closed",
                        "The incident is closed. No action is required.",
                        new FactTemplate("Resolution", "resolution"),
                        new FactTemplate("Reason", "close_reason"),
                        new FactTemplate("Took", "duration_seconds"),
                        new FactTemplate("Links", "degraded_links"),
                        new FactTemplate("Services", "affected_services_count"),
                        new FactTemplate("Tunnels", "tunnel_ids"));
            case ESCALATION ->
                letter(
                        notice,
                        "needs a person",
                        EscalationTexts.advice(notice.details().get("reason")),
                        new FactTemplate("Reason", "reason"),
                        new FactTemplate("Stopped in phase", "phase"),
                        new FactTemplate("Links", "degraded_links"),
                        new FactTemplate("Choices", "options"));
            case APPROVAL_NEEDED ->
                letter(
                        notice,
                        "waits for approval",
                        "Nothing is moved until a person decides. A person has to act: open the incident in the"
                                + " console, look at the plan, and approve or reject it.",
                        new FactTemplate("Links", "degraded_links"),
                        new FactTemplate("Services", "services"),
                        new FactTemplate("Protections", "protections"),
                        new FactTemplate("Paths", "paths"),
                        new FactTemplate("Given up", "relaxed"),
                        new FactTemplate("Choices", "options"));
            case PROACTIVE_ALERT ->
                letter(
                        notice,
                        "congestion expected",
                        "Nothing is broken yet; traffic is moved before the promise to customers breaks."
                                + " No action is required.",
                        new FactTemplate("Link", "link_id"),
                        new FactTemplate("Links", "degraded_links"),
                        new FactTemplate("Utilisation expected", "predicted_utilisation"),
                        new FactTemplate("Probability", "probability"),
                        new FactTemplate("Expected at", "expected_at"),
                        new FactTemplate("Services at risk", "services_at_risk"));
            case TEST -> letter(notice, "test", "This is a test; no incident stands behind it.");
        };
    }

    /** A fact: its name for people, and its key in the details. */
    private record FactTemplate(String name, String detail) {}

    private static MessageLayout letter(IncidentNotice notice, String headline, String next, FactTemplate... lines) {
        String incident = TextSanitizer.line(notice.incidentId());
        String summary = TextSanitizer.line(notice.summary());
        List<FactLine> facts = new ArrayList<>();
        facts.add(new FactLine("Incident", incident));
        facts.add(new FactLine("Severity", notice.severity().wire()));
        facts.add(new FactLine("Highest tier", notice.slaTier().wire()));
        for (FactTemplate line : lines) {
            Object value = notice.details().get(line.detail());
            if (value != null && !Objects.equals(value, "") && !Objects.equals(value, List.of())) {
                facts.add(new FactLine(line.name(), said(line.detail(), value)));
            }
        }
        return new MessageLayout(
                "[" + notice.severity().wire().toUpperCase(Locale.ROOT) + "] " + incident + ' ' + headline + ": "
                        + summary,
                summary,
                facts,
                List.of(),
                next,
                null);
    }

    private static String said(String detail, Object value) {
        return switch (detail) {
            case "duration_seconds" ->
                value instanceof Number seconds
                        ? TextSanitizer.duration(seconds.longValue())
                        : TextSanitizer.line(value);
            case "predicted_utilisation", "probability" ->
                value instanceof Number share && share.doubleValue() <= 2
                        ? Math.round(share.doubleValue() * 100) + " %"
                        : TextSanitizer.line(value);
            case "reason", "close_reason", "resolution", "options" ->
                TextSanitizer.line(value).replace('_', ' ');
            default -> TextSanitizer.line(value);
        };
    }
}
