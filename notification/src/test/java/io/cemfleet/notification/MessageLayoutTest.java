package io.cemfleet.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.notification.message.IncidentNotice;
import io.cemfleet.notification.message.MessageLayout;
import io.cemfleet.notification.message.NoticeBundle;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MessageLayoutTest {
    private static final URI CONSOLE = URI.create("https://noc.example/console/");

    @ParameterizedTest
    @EnumSource(NotificationEvent.class)
    void everyEventNamesIncidentSeverityAndWhatToDo(NotificationEvent event) {
        MessageLayout letter = letter(event, "pe1-pe2 is slow", Map.of());

        assertThat(letter.subject()).startsWith("[HIGH] INC-2026-0001 ").endsWith(": pe1-pe2 is slow");
        assertThat(letter.text()).contains("INC-2026-0001", "high", "gold", letter.next());
        assertThat(letter.next()).isNotBlank();
    }

    @Test
    void aClosureIsReadAtAGlance() {
        MessageLayout letter = letter(
                NotificationEvent.RESTORATION_COMPLETE,
                "SLA recovered on original path",
                Map.of(
                        "resolution",
                        "resolved",
                        "close_reason",
                        "sla_recovered",
                        "duration_seconds",
                        245,
                        "degraded_links",
                        List.of("pe1-pe2", "pe2-pe3"),
                        "tunnel_ids",
                        List.of()));

        assertThat(letter.text())
                .isEqualTo(
                        """
                        SLA recovered on original path

                        Incident:     INC-2026-0001
                        Severity:     high
                        Highest tier: gold
                        Resolution:   resolved
                        Reason:       sla recovered
                        Took:         4 min 5 s
                        Links:        pe1-pe2, pe2-pe3

                        The incident is closed. No action is required.

                        https://noc.example/console/#/incidents/INC-2026-0001
                        """);
    }

    @Test
    void anEscalationSaysWhyAndThatAPersonHasToAct() {
        MessageLayout letter = letter(NotificationEvent.ESCALATION, "No path", Map.of("reason", "no_alternate_path"));

        assertThat(letter.next()).contains("No path avoids the degraded links", "A person has to act");
    }

    @Test
    void everyEscalationReasonHasASentenceOfItsOwn() {
        Map<EscalationReason, String> sentences = Arrays.stream(EscalationReason.values())
                .collect(Collectors.toMap(Function.identity(), reason -> letter(
                                NotificationEvent.ESCALATION, "Stuck", Map.of("reason", reason.wire()))
                        .next()));

        assertThat(sentences.values()).doesNotHaveDuplicates();
        assertThat(sentences)
                .extractingByKey(EscalationReason.UNKNOWN)
                .isEqualTo(letter(NotificationEvent.ESCALATION, "Stuck", Map.of("reason", "of_a_newer_version"))
                        .next());
    }

    @Test
    void aPlanThatWaitsForApprovalSaysWhatItIsAndLeadsToTheIncidentsPage() {
        MessageLayout letter = letter(
                NotificationEvent.APPROVAL_NEEDED,
                "A protection plan waits for approval",
                Map.of(
                        "degraded_links",
                        List.of("frankfurt-prague"),
                        "services",
                        15,
                        "protections",
                        List.of("frankfurt>prague/100/sr-mpls"),
                        "paths",
                        List.of(Map.of("hop_count", 3)),
                        "options",
                        List.of("approve", "reject", "take_over")));

        assertThat(letter.subject())
                .isEqualTo("[HIGH] INC-2026-0001 waits for approval: A protection plan waits for approval");
        assertThat(letter.text())
                .contains(
                        "Links:        frankfurt-prague\n",
                        "Services:     15\n",
                        "Protections:  frankfurt>prague/100/sr-mpls\n",
                        "Choices:      approve, reject, take over\n",
                        "Nothing is moved until a person decides.",
                        "https://noc.example/console/#/incidents/INC-2026-0001");
        assertThat(letter.markdown())
                .endsWith("[Open it in the console](https://noc.example/console/#/incidents/INC-2026-0001)");
    }

    @Test
    void anIncidentsNameCannotLeadElsewhere() {
        IncidentNotice notice = new IncidentNotice(
                "x) [click](http://evil.example",
                NotificationEvent.TEST,
                Severity.HIGH,
                SlaTier.GOLD,
                "test",
                Map.of());

        assertThat(new NoticeBundle(List.of(notice), CONSOLE).letter().markdown())
                .doesNotContain("](http://evil.example")
                .endsWith("](https://noc.example/console/#/incidents/x%29+%5Bclick%5D%28http%3A%2F%2Fevil.example)");
    }

    @Test
    void textOfOthersIsTextAndNothingElse() {
        MessageLayout letter = letter(
                NotificationEvent.ESCALATION,
                "<@all> [click](http://evil.example) **now**\r\nBcc: x@evil.example\u202e",
                Map.of("reason", "`rm`\n# heading"));

        assertThat(letter.subject()).doesNotContain("\r", "\n", "\u202e");
        assertThat(letter.markdown())
                .contains(
                        "\\<\\@all\\>",
                        "\\[click\\]\\(http:\\//evil.example\\)",
                        "\\*\\*now\\*\\*",
                        "\\`rm\\` \\# heading");
    }

    private static MessageLayout letter(NotificationEvent event, String summary, Map<String, Object> details) {
        return new NoticeBundle(
                        List.of(new IncidentNotice(
                                "INC-2026-0001", event, Severity.HIGH, SlaTier.GOLD, summary, details)),
                        CONSOLE)
                .letter();
    }
}
