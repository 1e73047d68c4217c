package io.cemfleet.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.CloseReason;
import io.cemfleet.a2a.contract.EscalationReason;
import io.cemfleet.a2a.contract.IncidentResolution;
import io.cemfleet.a2a.contract.NotificationDetails;
import io.cemfleet.a2a.contract.NotificationEvent;
import io.cemfleet.a2a.contract.OperatorActionKind;
import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.a2a.contract.WaitingFor;
import io.cemfleet.notification.message.IncidentNotice;
import io.cemfleet.notification.message.MessageLayout;
import io.cemfleet.notification.message.NoticeBundle;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

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

    @ParameterizedTest
    @MethodSource("sentByTheOrchestrator")
    void whatTheOrchestratorSendsIsShownByName(NotificationEvent event, NotificationDetails details, String[] facts) {
        MessageLayout letter = letter(event, "news", details.members());

        assertThat(letter.facts())
                .extracting(fact -> fact.name() + ": " + fact.value())
                .containsExactly(Stream.concat(
                                Stream.of("Incident: INC-2026-0001", "Severity: high", "Highest tier: gold"),
                                Stream.of(facts))
                        .toArray(String[]::new));
    }

    static Stream<Arguments> sentByTheOrchestrator() {
        return Stream.of(
                Arguments.of(
                        NotificationEvent.INCIDENT_OPENED,
                        new NotificationDetails.Opening(List.of("a-b")),
                        new String[] {"Links: a-b"}),
                Arguments.of(
                        NotificationEvent.PROTECTION_ACTIVE,
                        new NotificationDetails.ActiveProtection(
                                "t-1", SegmentId.label(24001), TeType.SR_MPLS, List.of(), 2, null),
                        new String[] {"Services moved: 2", "First tunnel: t-1", "Binding SID: 24001", "TE type: sr-mpls"
                        }),
                Arguments.of(
                        NotificationEvent.APPROVAL_NEEDED,
                        new NotificationDetails.ApprovalRequest(
                                TeType.SR_MPLS,
                                3,
                                List.of("latency"),
                                List.of(),
                                WaitingFor.APPROVAL,
                                List.of("a-b"),
                                List.of("k"),
                                2,
                                List.of(OperatorActionKind.TAKE_OVER)),
                        new String[] {
                            "Links: a-b", "Services: 2", "Protections: k", "Given up: latency", "Choices: take over"
                        }),
                Arguments.of(
                        NotificationEvent.ESCALATION,
                        new NotificationDetails.EscalationCall(EscalationReason.NO_ROOM, "3"),
                        new String[] {"Reason: no room", "Stopped in phase: 3"}),
                Arguments.of(
                        NotificationEvent.RESTORATION_COMPLETE,
                        new NotificationDetails.Closure(
                                IncidentResolution.RESOLVED,
                                CloseReason.SLA_RECOVERED,
                                245,
                                List.of("a-b"),
                                2,
                                List.of("t-1")),
                        new String[] {
                            "Resolution: resolved",
                            "Reason: sla recovered",
                            "Took: 4 min 5 s",
                            "Links: a-b",
                            "Services: 2",
                            "Tunnels: t-1"
                        }));
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
