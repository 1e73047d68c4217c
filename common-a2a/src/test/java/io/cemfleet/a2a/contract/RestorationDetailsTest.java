package io.cemfleet.a2a.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.IncidentView.LinkLoad;
import io.cemfleet.a2a.contract.IncidentView.SlaValues;
import io.cemfleet.a2a.contract.RestorationDetails.TunnelWeights;
import io.cemfleet.runtime.testing.FleetJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class RestorationDetailsTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00.123456Z");

    static Stream<Arguments> forms() {
        List<TunnelWeights> weights = List.of(TunnelWeights.carrying("t-1", 75));
        String atWeights = "[{\"tunnel_id\":\"t-1\",\"protection_weight\":75,\"original_weight\":25}]";
        return Stream.of(
                Arguments.of(new RestorationDetails.None(), "{}"),
                Arguments.of(
                        new RestorationDetails.HoldTimer(30, SlaTier.PLATINUM, false, null),
                        "{\"hold_seconds\":30,\"sla_tier\":\"platinum\",\"immediate\":false}"),
                Arguments.of(
                        new RestorationDetails.HoldTimer(30, SlaTier.GOLD, true, true),
                        "{\"hold_seconds\":30,\"sla_tier\":\"gold\",\"immediate\":true,\"verified\":true}"),
                Arguments.of(new RestorationDetails.Relapse(List.of("a-b"), 2), "{\"links\":[\"a-b\"],\"relapses\":2}"),
                Arguments.of(new RestorationDetails.MissingTelemetry("none"), "{\"reason\":\"none\"}"),
                Arguments.of(
                        new RestorationDetails.Deferral(
                                RestorationDetails.Deferral.NO_CAPACITY, List.of("a-b"), 0.75, List.of("t-1")),
                        "{\"reason\":\"no_room_for_returning_traffic\",\"links\":[\"a-b\"],\"limit\":0.75,"
                                + "\"own_tunnels\":[\"t-1\"]}"),
                Arguments.of(
                        new RestorationDetails.CutoverStage(1, 75, 25, weights),
                        "{\"stage\":1,\"protection_weight\":75,\"original_weight\":25,\"tunnels\":" + atWeights + "}"),
                Arguments.of(
                        new RestorationDetails.CutoverHold(RestorationStep.RELAPSE, "change_freeze", "no", weights),
                        "{\"during\":\"relapse\",\"code\":\"change_freeze\",\"reason\":\"no\",\"tunnels\":" + atWeights
                                + "}"),
                Arguments.of(
                        new RestorationDetails.CleanupFailure(RestorationStep.CUTOVER, "unknown_tunnel", "no", 1, null),
                        "{\"during\":\"cutover\",\"code\":\"unknown_tunnel\",\"reason\":\"no\",\"attempts\":1}"),
                Arguments.of(
                        new RestorationDetails.CleanupFailure(RestorationStep.CLEANUP, "unreachable", "no", null, true),
                        "{\"during\":\"cleanup\",\"code\":\"unreachable\",\"reason\":\"no\",\"goes_on\":true}"),
                Arguments.of(new RestorationDetails.Restored(List.of("t-1")), "{\"tunnel_ids\":[\"t-1\"]}"),
                Arguments.of(
                        new RestorationDetails.AfterSteering(List.of(steered()), null),
                        "{\"tunnels\":[{\"tunnel_id\":\"t-1\",\"verdict\":\"helped\",\"before\":{\"latency_ms\":257.0},"
                                + "\"after\":{},\"measured_by\":\"links\",\"links\":[{\"link_id\":\"a-b\",\"from\":\"a\","
                                + "\"measured\":0.5,\"threshold\":0.8}],\"path_version\":3,"
                                + "\"steered_at\":\"2026-03-01T12:00:00.123456Z\"}]}"),
                Arguments.of(
                        new RestorationDetails.AfterSteering(List.of(), List.of("a-b")),
                        "{\"tunnels\":[],\"crossed\":[\"a-b\"]}"));
    }

    private static RestorationDetails.SteeredTunnel steered() {
        return RestorationDetails.SteeredTunnel.measured(
                "t-1",
                SteeringOutcome.HELPED,
                new SlaValues(257.0, null, null),
                new SlaValues(null, null, null),
                "links",
                List.of(new LinkLoad("a-b", "a", null, 0.5, 0.8)),
                3L,
                AT);
    }

    @ParameterizedTest
    @MethodSource("forms")
    void bothSidesReadAndWriteTheSameMembers(RestorationDetails details, String json) {
        assertThat(FleetJson.parse(FleetJson.tree(details.members()).toString()))
                .isEqualTo(FleetJson.parse(json));
        if (!(details instanceof RestorationDetails.None)) {
            assertThat(RestorationDetails.of(report(details.members()), details.getClass()))
                    .hasValueSatisfying(read -> assertThat(read).isEqualTo(details));
        }
    }

    @Test
    void absentMembersAreUnknownAndAbsentListsEmpty() {
        assertThat(RestorationDetails.of(report(Map.of()), RestorationDetails.CutoverHold.class))
                .hasValue(new RestorationDetails.CutoverHold(null, null, null, List.of()));
        assertThat(RestorationDetails.of(report(Map.of()), RestorationDetails.AfterSteering.class))
                .hasValue(new RestorationDetails.AfterSteering(List.of(), null));
    }

    @Test
    void detailsOfAnotherFormAreNone() {
        assertThat(RestorationDetails.of(report(Map.of("tunnels", "all")), RestorationDetails.CutoverStage.class))
                .isEmpty();
        assertThat(RestorationDetails.of(report(Map.of("during", "sleep")), RestorationDetails.CutoverHold.class))
                .isEmpty();
    }

    private static RestorationUpdate.Request report(Map<String, Object> details) {
        return new RestorationUpdate.Request("INC-1", List.of(), RestorationEvent.CUTOVER_STAGE, details, AT, 1);
    }
}
