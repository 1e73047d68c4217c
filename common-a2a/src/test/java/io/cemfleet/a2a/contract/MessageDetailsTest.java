package io.cemfleet.a2a.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import io.cemfleet.a2a.contract.StatusDetails.CreatedTunnel;
import io.cemfleet.a2a.contract.StatusDetails.PlannedPath;
import io.cemfleet.runtime.testing.FleetJson;
import java.time.Instant;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The details of updates, audit events and notifications, as JSON byte for byte. */
class MessageDetailsTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456Z");
    private static final PlannedPath PATH =
            new PlannedPath("k", SlaTier.GOLD, TeType.SR_MPLS, 2, List.of("a-b", "b-c"), 7.5, List.of("latency"), null);
    private static final String PATH_JSON = "{\"protection_key\":\"k\",\"sla_tier\":\"gold\",\"path_type\":\"sr-mpls\","
            + "\"hop_count\":2,\"links\":[\"a-b\",\"b-c\"],\"delay_ms\":7.5,\"relaxed\":[\"latency\"]}";
    private static final String SCALARS = "{\"path_type\":\"sr-mpls\",\"hop_count\":2,\"relaxed\":[\"latency\"],";
    private static final CreatedTunnel TUNNEL =
            new CreatedTunnel("t-1", SegmentId.label(24001), TeType.SR_MPLS, "k", SlaTier.GOLD, List.of("S1"), null);
    private static final String TUNNEL_JSON = "{\"tunnel_id\":\"t-1\",\"binding_sid\":24001,\"te_type\":\"sr-mpls\","
            + "\"protection_key\":\"k\",\"sla_tier\":\"gold\",\"services\":[\"S1\"]}";
    private static final String FIRST_TUNNEL =
            "{\"tunnel_id\":\"t-1\",\"binding_sid\":24001,\"te_type\":\"sr-mpls\",\"tunnels\":[" + TUNNEL_JSON + "]";

    static Stream<Arguments> updates() {
        return Stream.of(
                Arguments.of(
                        new StatusDetails.Detection(3, "same_link", null),
                        "{\"alert_count\":3,\"correlation_rule\":\"same_link\"}"),
                Arguments.of(
                        new StatusDetails.Flapping(AT, 4, 1500.0),
                        "{\"dampen_until\":\"2026-03-01T12:00:00.123456Z\",\"flap_count\":4,\"penalty\":1500.0}"),
                Arguments.of(new StatusDetails.SeverityRise(Severity.CRITICAL), "{\"severity\":\"critical\"}"),
                Arguments.of(new StatusDetails.LinkDegradation(List.of("a-b")), "{\"degraded_links\":[\"a-b\"]}"),
                Arguments.of(
                        new StatusDetails.LinkDegradation(List.of("a-b"), List.of("b-c"), "INC-2"),
                        "{\"degraded_links\":[\"a-b\"],\"ambiguous_links\":[\"b-c\"],\"incident_id\":\"INC-2\"}"),
                Arguments.of(
                        new StatusDetails.Impact(2, Map.of("gold", 2)),
                        "{\"total_affected\":2,\"services_by_tier\":{\"gold\":2}}"),
                Arguments.of(
                        new StatusDetails.Paths(TeType.SR_MPLS, 2, List.of("latency"), List.of(PATH), null, null),
                        SCALARS + "\"paths\":[" + PATH_JSON + "]}"),
                Arguments.of(
                        new StatusDetails.Paths(TeType.SR_MPLS, 2, List.of("latency"), List.of(PATH), null, null)
                                .proposed(WaitingFor.APPROVAL),
                        SCALARS + "\"paths\":[" + PATH_JSON + "],\"proposed\":[" + PATH_JSON
                                + "],\"waiting_for\":\"approval\"}"),
                Arguments.of(
                        new StatusDetails.Tunnels("t-1", SegmentId.label(24001), TeType.SR_MPLS, List.of(TUNNEL)),
                        FIRST_TUNNEL + "}"),
                Arguments.of(new StatusDetails.Tunnels(null, null, null, List.of()), "{\"tunnels\":[]}"),
                Arguments.of(
                        new StatusDetails.Steering(
                                        false,
                                        1,
                                        List.of("S1"),
                                        List.of("S2"),
                                        Map.of("S2", NotSteeredReason.NO_COLOR),
                                        null)
                                .onto(List.of(TUNNEL)),
                        "{\"traffic_steered\":false,\"services_steered\":1,\"services\":[\"S1\"],"
                                + "\"services_not_steered\":[\"S2\"],\"not_steered\":{\"S2\":\"no_color\"},"
                                + "\"tunnels\":[" + TUNNEL_JSON + "]}"),
                Arguments.of(
                        new StatusDetails.MonitoringStart(Map.of("S2", UnsteeredReason.Pending.PENDING)),
                        "{\"not_steered\":{\"S2\":\"pending\"}}"),
                Arguments.of(
                        new StatusDetails.PlanApproval("anna", "looks fine"),
                        "{\"approved_by\":\"anna\",\"reason\":\"looks fine\"}"),
                Arguments.of(
                        new StatusDetails.EscalationNotice(
                                EscalationReason.NO_ROOM, List.of("close"), Map.of("attempts", 3)),
                        "{\"reason\":\"no_room\",\"options\":[\"close\"],\"evidence\":{\"attempts\":3}}"));
    }

    static Stream<Arguments> events() {
        return Stream.of(
                Arguments.of(
                        new AuditDetails.Correlation(
                                "k",
                                "new",
                                Severity.HIGH,
                                "cnc",
                                "same_link",
                                List.of("a-b"),
                                List.of(),
                                List.of(),
                                2,
                                List.of("A1"),
                                "slow"),
                        "{\"incident_key\":\"k\",\"decision\":\"new\",\"severity\":\"high\",\"source\":\"cnc\","
                                + "\"correlation_rule\":\"same_link\",\"degraded_links\":[\"a-b\"],"
                                + "\"ambiguous_links\":[],\"cleared_links\":[],\"alert_count\":2,"
                                + "\"alert_ids\":[\"A1\"],\"summary\":\"slow\"}"),
                Arguments.of(
                        new AuditDetails.ImpactAssessment(1, Map.of("gold", 1), List.of("a-b"), List.of(), "v7", 1.5),
                        "{\"total_affected\":1,\"services_by_tier\":{\"gold\":1},\"links\":[\"a-b\"],"
                                + "\"unknown_links\":[],\"topology_version\":\"v7\",\"data_age_seconds\":1.5}"),
                Arguments.of(
                        new AuditDetails.TunnelFacts("t-1", "k", "a", "c", 100, "provisioned", 200, 3L, 1L),
                        "{\"tunnel_id\":\"t-1\",\"protection_key\":\"k\",\"head_end\":\"a\",\"end_point\":\"c\","
                                + "\"color\":100,\"state\":\"provisioned\",\"preference\":200,\"plan_revision\":3,"
                                + "\"path_version\":1}"),
                Arguments.of(
                        new AuditDetails.Provisioning(
                                TeType.SR_MPLS,
                                SegmentId.label(24001),
                                true,
                                List.of("a-b"),
                                List.of(SegmentId.label(16002)),
                                List.of("S1"),
                                Map.of("state", "success")),
                        "{\"te_type\":\"sr-mpls\",\"binding_sid\":24001,\"created\":true,\"links\":[\"a-b\"],"
                                + "\"segment_list\":[16002],\"services\":[\"S1\"],\"dry_run\":{\"state\":\"success\"}}"),
                Arguments.of(
                        new AuditDetails.StateChange(
                                IncidentState.DETECTING, IncidentState.ASSESSING, "2", "confirmed"),
                        "{\"from\":\"detecting\",\"to\":\"assessing\",\"phase\":\"2\",\"reason\":\"confirmed\"}"),
                Arguments.of(
                        new AuditDetails.EscalationEntry("no_room", "3", Map.of("attempts", 3)),
                        "{\"reason\":\"no_room\",\"phase\":\"3\",\"evidence\":{\"attempts\":3}}"),
                Arguments.of(
                        new AuditDetails.Failure("steer", "cnc_refused", "no", false),
                        "{\"step\":\"steer\",\"code\":\"cnc_refused\",\"message\":\"no\",\"retryable\":false}"),
                Arguments.of(new AuditDetails.OperatorCommand("replay"), "{\"action\":\"replay\"}"),
                Arguments.of(
                        new AuditDetails.Delivery("webex", NotificationEvent.ESCALATION, "sent", "", 2),
                        "{\"channel\":\"webex\",\"event\":\"escalation\",\"outcome\":\"sent\",\"reason\":\"\","
                                + "\"in_one_message\":2}"));
    }

    static Stream<Arguments> notifications() {
        return Stream.of(
                Arguments.of(new NotificationDetails.Opening(List.of("a-b")), "{\"degraded_links\":[\"a-b\"]}"),
                Arguments.of(
                        new NotificationDetails.ActiveProtection(
                                "t-1", SegmentId.label(24001), TeType.SR_MPLS, List.of(TUNNEL), 1, null),
                        FIRST_TUNNEL + ",\"services_steered\":1}"),
                Arguments.of(
                        new NotificationDetails.ApprovalRequest(
                                TeType.SR_MPLS,
                                2,
                                List.of("latency"),
                                List.of(PATH),
                                WaitingFor.APPROVAL,
                                List.of("a-b"),
                                List.of("k"),
                                15,
                                List.of(OperatorActionKind.APPROVE, OperatorActionKind.TAKE_OVER)),
                        SCALARS + "\"paths\":[" + PATH_JSON + "],\"waiting_for\":\"approval\","
                                + "\"degraded_links\":[\"a-b\"],\"protections\":[\"k\"],\"services\":15,"
                                + "\"options\":[\"approve\",\"take_over\"]}"),
                Arguments.of(
                        new NotificationDetails.EscalationCall(EscalationReason.NO_ROOM, "3"),
                        "{\"reason\":\"no_room\",\"phase\":\"3\"}"),
                Arguments.of(
                        new NotificationDetails.Closure(
                                IncidentResolution.RESOLVED,
                                CloseReason.SLA_RECOVERED,
                                245,
                                List.of("a-b"),
                                2,
                                List.of("t-1")),
                        "{\"resolution\":\"resolved\",\"close_reason\":\"sla_recovered\",\"duration_seconds\":245,"
                                + "\"degraded_links\":[\"a-b\"],\"affected_services_count\":2,"
                                + "\"tunnel_ids\":[\"t-1\"]}"));
    }

    @ParameterizedTest
    @MethodSource("updates")
    void anUpdateIsWrittenAsEverAndReadInTheSameForm(StatusDetails details, String json) throws Exception {
        assertThat(json(details.members())).isEqualTo(json);
        assertThat(StatusDetails.read(update(map(json)), details.getClass())).isEqualTo(details);
    }

    @ParameterizedTest
    @MethodSource("events")
    void anAuditEventIsWrittenAsEverAndReadInTheSameForm(AuditDetails details, String json) throws Exception {
        assertThat(json(details.members())).isEqualTo(json);
        assertThat(AuditDetails.read(event(map(json)), details.getClass())).isEqualTo(details);
    }

    @ParameterizedTest
    @MethodSource("notifications")
    void aNotificationIsWrittenAsEver(NotificationDetails details, String json) throws Exception {
        assertThat(json(details.members())).isEqualTo(json);
    }

    @Test
    void theGoldenMessagesAreReadInTheseForms() throws Exception {
        StatusUpdate.Request update =
                FleetJson.MAPPER.treeToValue(FleetJson.golden("status_update"), StatusUpdate.Request.class);
        LogEvent.Request event = FleetJson.MAPPER.treeToValue(FleetJson.golden("log_event"), LogEvent.Request.class);

        assertThat(StatusDetails.read(update, StatusDetails.Impact.class).members())
                .isEqualTo(update.details());
        assertThat(AuditDetails.read(event(event.details()), AuditDetails.StateChange.class)
                        .members())
                .isEqualTo(event.details());
    }

    @Test
    void whatIsMissingIsAbsentAndWhatIsMoreIsIgnored() {
        assertThat(StatusDetails.read(update(Map.of()), StatusDetails.Tunnels.class))
                .isEqualTo(new StatusDetails.Tunnels(null, null, null, List.of()));
        assertThat(StatusDetails.read(
                        update(Map.of("severity", "high", "of_tomorrow", Map.of())), StatusDetails.SeverityRise.class))
                .isEqualTo(new StatusDetails.SeverityRise(Severity.HIGH));
    }

    @Test
    void aMemberOfAnotherTypeIsAbsentAndTheOthersAreRead() {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("from", 7);
        details.put("to", "closed");
        details.put("phase", List.of("7"));
        details.put("reason", 12.5);
        details.put("total_affected", "many");
        details.put("services_by_tier", 3);
        details.put("severity", "apocalyptic");
        details.put("waiting_for", true);
        details.put("te_type", 1);

        assertThat(AuditDetails.read(event(details), AuditDetails.StateChange.class)
                        .to())
                .isEqualTo(IncidentState.CLOSED);
        assertThat(AuditDetails.read(event(details), AuditDetails.StateChange.class))
                .returns(null, AuditDetails.StateChange::phase)
                .returns(null, AuditDetails.StateChange::reason);
        assertThat(StatusDetails.read(update(details), StatusDetails.Impact.class))
                .isEqualTo(new StatusDetails.Impact(null, null));
        assertThat(StatusDetails.read(update(details), StatusDetails.Paths.class)
                        .waitingFor())
                .isNull();
        assertThat(StatusDetails.read(update(details), StatusDetails.Tunnels.class)
                        .teType())
                .isNull();
        assertThat(StatusDetails.read(update(details), StatusDetails.SeverityRise.class)
                        .severity())
                .isNull();
    }

    @Test
    void goodElementsOfAListOrAMapAreReadBesideBadOnes() {
        Map<String, Object> tiers = new LinkedHashMap<>(Map.of("gold", 2, "bronze", "two"));
        tiers.put("silver", List.of(1));
        Map<String, Object> details = Map.of(
                "degraded_links", List.of("a-b", 7, List.of(), "b-c"),
                "tunnels", List.of("t-0", Map.of("tunnel_id", "t-1"), 3),
                "services_by_tier", tiers);

        assertThat(StatusDetails.read(update(details), StatusDetails.LinkDegradation.class)
                        .degradedLinks())
                .containsExactly("a-b", "b-c");
        assertThat(StatusDetails.read(update(details), StatusDetails.Tunnels.class)
                        .tunnels())
                .extracting(CreatedTunnel::tunnelId)
                .containsExactly("t-1");
        assertThat(StatusDetails.read(update(details), StatusDetails.Impact.class)
                        .servicesByTier())
                .isEqualTo(Map.of("gold", 2));
    }

    @Test
    void nullsAndControlCharactersAndAHugeMapLoseNothing() {
        Map<String, Object> details = new LinkedHashMap<>();
        for (int i = 0; i < 100_000; i++) {
            details.put("member_" + i, i);
        }
        details.put("degraded_links", Collections.singletonList(null));
        details.put("approved_by", "an\u0000na");
        details.put("reason", null);

        assertThat(StatusDetails.read(update(details), StatusDetails.PlanApproval.class))
                .isEqualTo(new StatusDetails.PlanApproval("an\u0000na", null));
        assertThat(StatusDetails.read(update(details), StatusDetails.LinkDegradation.class)
                        .degradedLinks())
                .isEmpty();
    }

    @Test
    void moreMembersFollowThoseOfTheForm() throws Exception {
        assertThat(json(new AuditDetails.OperatorCommand("replay").with(Map.of("job_id", "j"))))
                .isEqualTo("{\"action\":\"replay\",\"job_id\":\"j\"}");
        assertThat(json(new AuditDetails.Failure("no_room", "no").members()))
                .isEqualTo("{\"code\":\"no_room\",\"message\":\"no\"}");
    }

    private static String json(Map<String, Object> members) throws JsonProcessingException {
        return FleetJson.MAPPER.writeValueAsString(members);
    }

    private static Map<String, Object> map(String json) {
        return FleetJson.MAPPER.convertValue(FleetJson.parse(json), new TypeReference<>() {});
    }

    private static StatusUpdate.Request update(Map<String, Object> details) {
        return new StatusUpdate.Request("INC-1", IncidentState.ASSESSING, "2", "m", details, "orchestrator", AT);
    }

    private static GetTimeline.Event event(Map<String, Object> details) {
        return new GetTimeline.Event(
                1, new UUID(0, 1), AuditEventType.STATE_CHANGE, "INC-1", "orchestrator", "orchestrator", AT, details);
    }
}
