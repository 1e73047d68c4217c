package io.cemfleet.correlator.congestion;

import static io.cemfleet.correlator.CorrelatorFixtures.cncAlarm;
import static io.cemfleet.correlator.CorrelatorFixtures.normalised;
import static io.cemfleet.correlator.CorrelatorFixtures.pcaAlert;
import static io.cemfleet.correlator.CorrelatorFixtures.shortCnc;
import static io.cemfleet.correlator.CorrelatorFixtures.tunnel;
import static io.cemfleet.correlator.CorrelatorFixtures.tunnelId;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.correlator.CorrelatorFixtures;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.alert.OwnTunnelLoad;
import io.cemfleet.correlator.ledger.OpenIncidentCheck;
import io.cemfleet.correlator.network.NetworkSnapshotCache;
import io.cemfleet.correlator.source.cnc.CncSource;
import io.cemfleet.correlator.source.pca.PcaSource;
import io.cemfleet.network.measurement.LinkMeasurement;
import io.cemfleet.network.measurement.LinkReadings;
import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.topology.LinkDirection;
import io.cemfleet.runtime.testing.FleetJson;
import io.cemfleet.runtime.testing.ManualClock;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessResourceFailureException;

/** Which alerts are stamped as the fleet's own: a tunnel of ours crosses the link in a direction that is full. */
@org.jspecify.annotations.NullUnmarked
class OwnCongestionStampTest {
    private static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

    private final ManualClock clock = new ManualClock(T0);
    private final AtomicInteger policyReads = new AtomicInteger();
    private final AtomicInteger loadReads = new AtomicInteger();
    private final CountDownLatch answers = new CountDownLatch(1);
    private List<SrPolicy> policies = List.of();
    /** By the end that sends; what is not here is not measured. */
    private final Map<String, Double> utilisation = new HashMap<>();

    private boolean hangs;
    private final NetworkSnapshotCache network = CorrelatorFixtures.view(client(), clock);
    private final OpenIncidentCheck incidents = mock(OpenIncidentCheck.class);
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final OwnCongestion own = new OwnCongestion(
            network,
            new LinkUtilisationCache(measurements(), CorrelatorFixtures.settings(), clock),
            incidents,
            CorrelatorFixtures.settings(),
            meters);

    @BeforeEach
    void anIncidentIsOpen() {
        incidentsAreOpen(true);
    }

    private void incidentsAreOpen(boolean open) {
        when(incidents.any()).thenReturn(open);
        when(incidents.anyWithin(any())).thenReturn(open);
    }

    private SrPolicyClient client() {
        SrPolicyClient client = mock(SrPolicyClient.class);
        when(client.list(any())).thenAnswer(call -> {
            policyReads.incrementAndGet();
            return policies == null
                    ? CncResult.unavailable("503", true)
                    : CncResult.ok(new SrPolicies(policies, List.of()));
        });
        return client;
    }

    private LinkMeasurements measurements() {
        LinkMeasurements measurements = mock(LinkMeasurements.class);
        when(measurements.utilisation(any())).thenAnswer(call -> {
            loadReads.incrementAndGet();
            if (hangs) {
                answers.await();
            }
            Map<LinkDirection, LinkMeasurement> found = new HashMap<>();
            Collection<LinkDirection> asked = call.getArgument(0);
            asked.stream()
                    .filter(d -> utilisation.containsKey(d.from()))
                    .forEach(d -> found.put(
                            d,
                            new LinkMeasurement(
                                    d.linkId(), d.from(), d.to(), null, null, null, utilisation.get(d.from()), null)));
            return new LinkReadings(found, Map.of());
        });
        return measurements;
    }

    @AfterEach
    void close() {
        answers.countDown();
        own.close();
    }

    private OwnTunnelLoad stampOf(AlertRecord record) {
        clock.move(Duration.ofSeconds(5));
        return own.stamp(List.of(record)).getFirst().ownLoad();
    }

    private AlertRecord judgedAgain(AlertRecord record) {
        clock.move(Duration.ofSeconds(5));
        return own.judgeAgain(List.of(record)).getFirst();
    }

    private static AlertRecord delay(String node, String neighbour) {
        return normalised(CncSource.ID, cncAlarm(1, node, neighbour, "major"), T0);
    }

    private static AlertRecord shortForm(String type) {
        ObjectNode alarm = (ObjectNode) shortCnc("a", "alfa1-bravo1", "major");
        return normalised(CncSource.ID, alarm.put("alarm_type", type), T0);
    }

    private static AlertRecord forecast(double predicted) {
        return normalised(
                AlertSourceId.PROACTIVE,
                FleetJson.parse("{\"link_id\":\"alfa1-bravo1\",\"predicted_utilisation\":" + predicted + "}"),
                T0);
    }

    @Test
    void anAlarmInADirectionThatOurTunnelFillsIsOurs() {
        policies = List.of(tunnel(1));
        utilisation.putAll(Map.of("alfa1", 0.93, "bravo1", 0.2));

        OwnTunnelLoad stamp = stampOf(delay("Alfa", "Bravo"));

        assertThat(stamp.tunnelIds()).containsExactly(tunnelId(1));
        assertThat(stamp.utilisation()).isEqualTo(0.93);
        assertThat(stamp.full()).isTrue();
    }

    @Test
    void theOtherDirectionOfTheLinkIsNot() {
        policies = List.of(tunnel(1));
        utilisation.putAll(Map.of("alfa1", 0.93, "bravo1", 0.95));

        assertThat(stampOf(delay("Bravo", "Alfa"))).isNull();
    }

    @Test
    void degradationAtLowLoadIsAFault() {
        policies = List.of(tunnel(1));
        utilisation.put("alfa1", 0.79);

        assertThat(stampOf(delay("Alfa", "Bravo"))).isNull();
    }

    @Test
    void aFullLinkWithoutOurTunnelsIsAFaultAndItsLoadIsNotRead() {
        policies = CorrelatorFixtures.policies(2);
        utilisation.put("alfa1", 1.0);

        assertThat(stampOf(delay("Alfa", "Bravo"))).isNull();
        assertThat(loadReads).hasValue(0);
    }

    @Test
    void whatCongestionCannotCauseIsAFault() {
        policies = List.of(tunnel(1));
        utilisation.put("alfa1", 0.99);

        assertThat(stampOf(shortForm("linkDown"))).isNull();
        assertThat(stampOf(shortForm("lossOfSignal"))).isNull();
        assertThat(stampOf(shortForm("packetLoss"))).isNotNull();
        assertThat(stampOf(shortForm("delay"))).isNotNull();
    }

    @Test
    void unknownUtilisationIsNotOursUnlessTheAlarmItselfIsOfUtilisation() {
        policies = List.of(tunnel(1));

        assertThat(stampOf(delay("Alfa", "Bravo"))).isEqualTo(OwnTunnelLoad.PENDING);
        assertThat(stampOf(shortForm("highUtilization"))).satisfies(stamp -> {
            assertThat(stamp.isOurs()).isTrue();
            assertThat(stamp.utilisation()).isNull();
        });
    }

    @Test
    void expectedCongestionIsOursWhereATunnelCrossesAndFullFromTheThresholdOn() {
        policies = List.of(tunnel(1));
        utilisation.put("alfa1", 0.72);

        assertThat(stampOf(forecast(0.76)).full()).isFalse();
        assertThat(stampOf(forecast(0.84)).full()).isTrue();
        policies = List.of();
        assertThat(stampOf(forecast(0.84))).isNull();
    }

    @Test
    void aTunnelThatWasSteeredAMomentAgoIsSeenThoughThePoliciesWereReadBefore() {
        utilisation.put("alfa1", 0.9);
        assertThat(stampOf(delay("Alfa", "Bravo"))).isNull();

        policies = List.of(tunnel(1));

        assertThat(stampOf(delay("Alfa", "Bravo"))).isNotNull();
    }

    @Test
    void inAQuietNetworkAnAlertCausesNoRequest() {
        incidentsAreOpen(false);
        int before = policyReads.get();

        assertThat(stampOf(delay("Alfa", "Bravo"))).isNull();

        assertThat(policyReads).hasValue(before);
        assertThat(loadReads).hasValue(0);
    }

    @Test
    void aSwarmOfAlertsCausesOneRequestAMoment() {
        policies = List.of(tunnel(1));
        utilisation.put("alfa1", 0.9);
        clock.move(Duration.ofSeconds(5));
        int before = policyReads.get();

        for (int i = 0; i < 200; i++) {
            assertThat(own.stamp(List.of(delay("Alfa", "Bravo"), delay("Bravo", "Charlie"))))
                    .hasSize(2);
        }

        assertThat(policyReads.get() - before).isEqualTo(1);
        assertThat(loadReads).hasValue(1);
    }

    @Test
    void aHangingControllerHoldsNoAlertBeyondTheDeadline() {
        // given
        policies = List.of(tunnel(1));
        utilisation.put("alfa1", 0.93);
        hangs = true;
        // when
        AlertRecord alert = delay("Alfa", "Bravo");
        OwnTunnelLoad stamp = stampOf(alert);
        // then
        assertThat(stamp).isEqualTo(OwnTunnelLoad.PENDING);
        assertThat(stamp.isOurs()).isFalse();
        // when
        CompletableFuture<List<AlertRecord>> judged =
                CompletableFuture.supplyAsync(() -> own.judgeAgain(List.of(alert)));
        answers.countDown();
        // then
        assertThat(judged.join().getFirst().ownLoad().tunnelIds()).containsExactly(tunnelId(1));
    }

    @Test
    void aControllerThatHangsMattersOnlyWhileTheFleetMayHaveSteered() {
        policies = List.of(tunnel(1));
        stampOf(delay("Alfa", "Bravo"));
        incidentsAreOpen(false);
        hangs = true;

        assertThat(stampOf(delay("Alfa", "Bravo"))).isNull();
    }

    private static AlertRecord ambiguous() {
        AlertRecord alert = normalised(PcaSource.ID, pcaAlert(1, 0, 3, "", "raised"), T0);
        assertThat(alert.location().candidateLinks()).hasSize(3);
        return alert.toBuilder().origin(AlertOrigin.AMBIGUOUS).build();
    }

    @Test
    void ofSeveralCandidatesItIsTheFullestOneThatOurTunnelsFill() {
        policies = List.of(tunnel(1));
        utilisation.putAll(Map.of("alfa1", 0.3, "bravo1", 0.9, "charlie1", 0.96, "delta1", 1.0));

        AlertRecord judged = judgedAgain(ambiguous());

        assertThat(judged.linkId()).isEqualTo("charlie1-delta1");
        assertThat(judged.ownLoad().tunnelIds()).containsExactly(tunnelId(1));
        assertThat(judged.ownLoad().utilisation()).isEqualTo(0.96);
    }

    @Test
    void candidatesThatOurTunnelsDoNotFillStayAmbiguous() {
        policies = List.of(tunnel(1));
        utilisation.putAll(Map.of("alfa1", 0.3, "bravo1", 0.79, "charlie1", 0.5));
        assertThat(judgedAgain(ambiguous())).satisfies(judged -> {
            assertThat(judged.linkId()).isNull();
            assertThat(judged.ownLoad()).isNull();
        });
    }

    @Test
    void candidatesOfWhichOneThatOurTunnelsCrossIsNotMeasuredAreJudgedLater() {
        policies = List.of(tunnel(1));
        utilisation.putAll(Map.of("alfa1", 0.3, "bravo1", 0.79));

        assertThat(stampOf(ambiguous())).isEqualTo(OwnTunnelLoad.PENDING);
        utilisation.put("charlie1", 0.9);
        assertThat(judgedAgain(ambiguous()).linkId()).isEqualTo("charlie1-delta1");
    }

    @Test
    void theDirectionThatAnAlarmNamesHasToBeMeasured() {
        policies = List.of(tunnel(1));
        utilisation.put("bravo1", 0.2);

        assertThat(stampOf(delay("Alfa", "Bravo"))).isEqualTo(OwnTunnelLoad.PENDING);
        assertThat(stampOf(delay("Bravo", "Alfa"))).isNull();
    }

    @Test
    void policiesThatCannotBeReadLeaveItOpenWhoseCongestionItIs() {
        // given
        assertThat(stampOf(delay("Alfa", "Bravo"))).isNull();
        policies = null;
        // then
        assertThat(stampOf(delay("Alfa", "Bravo"))).isEqualTo(OwnTunnelLoad.PENDING);
        assertThat(judgedAgain(delay("Alfa", "Bravo")).ownLoad()).isEqualTo(OwnTunnelLoad.PENDING);
        assertThat(meters.counter("alerts.own_load_unknown").count()).isEqualTo(1);
    }

    @Test
    void aDatabaseThatIsAwayLosesNoJudgement() {
        policies = List.of(tunnel(1));
        stampOf(delay("Alfa", "Bravo"));
        when(incidents.any()).thenThrow(new DataAccessResourceFailureException("away"));
        when(incidents.anyWithin(any())).thenThrow(new DataAccessResourceFailureException("away"));

        assertThat(stampOf(delay("Bravo", "Charlie"))).isEqualTo(OwnTunnelLoad.PENDING);
    }

    @Test
    void aSessionWhoseLinkIsStillSearchedIsNotEvaluated() {
        policies = List.of(tunnel(1));
        utilisation.put("bravo1", 0.95);
        AlertRecord alert = normalised(PcaSource.ID, pcaAlert(1, 0, 3, "", "raised"), T0);

        assertThat(own.stamp(List.of(alert))).containsExactly(alert);
    }
}
