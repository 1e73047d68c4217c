package io.cemfleet.notification.message;

import io.cemfleet.notification.message.Letter.Fact;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The words of each event, once for all channels: what a person on duty needs, in the order it is needed. */
final class Templates {
    private Templates() {}

    static Letter letter(Notice notice) {
        return switch (notice.event()) {
            case INCIDENT_OPENED ->
                letter(
                        notice,
                        "opened",
                        "The services that suffer are looked up and protection paths are computed."
                                + " Nobody has to act.",
                        new Line("Links", "degraded_links"),
                        new Line("Alerts", "alert_count"));
            case PROTECTION_ACTIVE ->
                letter(
                        notice,
                        "protected",
                        "The original path is watched; traffic goes back once it has recovered and stayed so."
                                + " Nobody has to act.",
                        new Line("Services moved", "services_steered"),
                        new Line("Tunnels", "tunnels"),
                        new Line("First tunnel", "tunnel_id"),
                        new Line("Binding SID", "binding_sid"),
                        new Line("TE type", "te_type"));
            case RESTORATION_COMPLETE ->
                letter(
                        notice,
                        "closed",
                        "The incident is closed. Nobody has to act.",
                        new Line("Resolution", "resolution"),
                        new Line("Reason", "close_reason"),
                        new Line("Took", "duration_seconds"),
                        new Line("Links", "degraded_links"),
                        new Line("Services", "affected_services_count"),
                        new Line("Tunnels", "tunnel_ids"));
            case ESCALATION ->
                letter(
                        notice,
                        "needs a person",
                        Reasons.advice(notice.details().get("reason")),
                        new Line("Reason", "reason"),
                        new Line("Stopped in phase", "phase"),
                        new Line("Links", "degraded_links"),
                        new Line("Choices", "options"));
            case APPROVAL_NEEDED ->
                letter(
                        notice,
                        "waits for approval",
                        "Nothing is moved until a person decides. A person has to act: open the incident in the"
                                + " console, look at the plan, and approve or reject it.",
                        new Line("Links", "degraded_links"),
                        new Line("Services", "services"),
                        new Line("Protections", "protections"),
                        new Line("Paths", "paths"),
                        new Line("Given up", "relaxed"),
                        new Line("Choices", "options"));
            case PROACTIVE_ALERT ->
                letter(
                        notice,
                        "congestion expected",
                        "Nothing is broken yet; traffic is moved before the promise to customers breaks."
                                + " Nobody has to act.",
                        new Line("Link", "link_id"),
                        new Line("Links", "degraded_links"),
                        new Line("Utilisation expected", "predicted_utilisation"),
                        new Line("Probability", "probability"),
                        new Line("Expected at", "expected_at"),
                        new Line("Services at risk", "services_at_risk"));
            case TEST -> letter(notice, "test", "This is a test; no incident stands behind it.");
        };
    }

    /** A fact: how it is called for people, and in the details. */
    private record Line(String name, String detail) {}

    private static Letter letter(Notice notice, String headline, String next, Line... lines) {
        String incident = Plain.line(notice.incidentId());
        String summary = Plain.line(notice.summary());
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact("Incident", incident));
        facts.add(new Fact("Severity", notice.severity().wire()));
        facts.add(new Fact("Highest tier", notice.slaTier().wire()));
        for (Line line : lines) {
            Object value = notice.details().get(line.detail());
            if (value != null && !Objects.equals(value, "") && !Objects.equals(value, List.of())) {
                facts.add(new Fact(line.name(), said(line.detail(), value)));
            }
        }
        return new Letter(
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
                value instanceof Number seconds ? Plain.duration(seconds.longValue()) : Plain.line(value);
            case "predicted_utilisation", "probability" ->
                value instanceof Number share && share.doubleValue() <= 2
                        ? Math.round(share.doubleValue() * 100) + " %"
                        : Plain.line(value);
            case "reason", "close_reason", "resolution", "options" ->
                Plain.line(value).replace('_', ' ');
            default -> Plain.line(value);
        };
    }
}
