package io.cemfleet.impact.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.cemfleet.cnc.CncSettings;
import io.cemfleet.cnc.FakeController;
import io.cemfleet.impact.ImpactFixtures;
import io.cemfleet.impact.ImpactSettings;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.snapshot.PublishedSnapshots;
import io.cemfleet.runtime.testing.ManualClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** The network as its one reader published it, beside a controller that does not answer. */
class PublishedNetworkTest {

    private final ManualClock clock = new ManualClock(Instant.now());
    private final FakeController controller = new FakeController();
    private final PublishedSnapshots snapshots = new PublishedSnapshots(clock);
    private final ImpactSettings settings = ImpactFixtures.settings();
    private final NetworkStateReader reader = reader(settings);

    private NetworkStateReader reader(ImpactSettings settings) {
        NetworkStore store = mock();
        when(store.load()).thenReturn(new PersistedNetworks(null, Map.of()));
        return new NetworkStateReader(
                controller.topologyHolder,
                controller.vpnServices,
                controller.policyClient,
                snapshots,
                new WithdrawnLinkHistory(store, settings, clock),
                settings,
                new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("cem.cnc", CncSettings.class),
                clock);
    }

    @BeforeEach
    void theControllerIsDead() {
        controller.topologyUp = false;
        controller.policiesUp = false;
        controller.vpnServices.up = false;
        snapshots.publish(
                NetworkFixtures.topology(),
                List.of(NetworkFixtures.policy()),
                List.of(NetworkFixtures.service()),
                clock.instant());
    }

    @Test
    void theLastSnapshotServesAndItsAgeIsKnown() {
        var at = clock.instant();
        clock.move(Duration.ofSeconds(45));
        assertThat(reader.fresh()).isInstanceOfSatisfying(NetworkReadResult.Read.class, read -> {
            assertThat(read.state().oldest()).isEqualTo(at);
            assertThat(read.state().services()).containsExactly(NetworkFixtures.service());
            assertThat(read.state().policies())
                    .containsKey(NetworkFixtures.policy().key());
        });
    }

    @Test
    void pastItsLimitItIsUnknownAndTheReasonNamesItsTime() {
        var at = clock.instant();
        clock.move(Duration.ofSeconds(61));
        assertThat(reader.fresh())
                .isInstanceOfSatisfying(NetworkReadResult.Unavailable.class, failed -> assertThat(failed.reason())
                        .contains(at.toString()));
    }

    @Test
    void theBackgroundReadsNothingWhileTheNetworkIsPublished() {
        // given
        controllerAnswers();
        int before = controller.policyReads.get();
        // when, then
        assertThat(reader.inBackground()).isInstanceOf(NetworkReadResult.Read.class);
        assertThat(controller.policyReads).hasValue(before);
        clock.move(Duration.ofSeconds(11));
        assertThat(reader.inBackground()).isInstanceOf(NetworkReadResult.Read.class);
        assertThat(controller.policyReads).hasValue(before + 1);
    }

    @Test
    void anAssessmentReadsNothingThatIsPublishedAsFreshAsItNeeds() {
        // given: a network published 4 s ago, and a controller that answers
        var assessing = reader(ImpactFixtures.settings(Duration.ofSeconds(90), Duration.ofSeconds(5)));
        controllerAnswers();
        clock.move(Duration.ofSeconds(4));
        int policies = controller.policyReads.get();
        int services = controller.vpnServices.reads.get();
        // when, then: all of it serves
        assertThat(assessing.fresh()).isInstanceOf(NetworkReadResult.Read.class);
        assertThat(controller.policyReads).hasValue(policies);
        assertThat(controller.vpnServices.reads).hasValue(services);
        // when, then: policies are confirmed every few seconds, or read; services still serve
        clock.move(Duration.ofSeconds(2));
        assertThat(assessing.fresh()).isInstanceOf(NetworkReadResult.Read.class);
        assertThat(controller.policyReads).hasValue(policies + 1);
        assertThat(controller.vpnServices.reads).hasValue(services);
        // when, then: past their own limit services are read too
        clock.move(Duration.ofSeconds(85));
        assertThat(assessing.fresh()).isInstanceOf(NetworkReadResult.Read.class);
        assertThat(controller.vpnServices.reads).hasValue(services + 1);
    }

    @Test
    void whileTheFleetColorsRoutesServicesAreAsFreshAsPolicies() {
        // given
        var assessing = reader(ImpactFixtures.settings(Duration.ofSeconds(90), Duration.ofSeconds(5)));
        controllerAnswers();
        snapshots.publish(
                NetworkFixtures.topology(),
                List.of(fleetPolicy()),
                List.of(NetworkFixtures.service()),
                clock.instant());
        controller.policies = List.of(fleetPolicy());
        clock.move(Duration.ofSeconds(6));
        int services = controller.vpnServices.reads.get();
        // when, then
        assertThat(assessing.fresh()).isInstanceOf(NetworkReadResult.Read.class);
        assertThat(controller.vpnServices.reads).hasValue(services + 1);
    }

    private static SrPolicy fleetPolicy() {
        SrPolicy policy = NetworkFixtures.policy();
        return new SrPolicy(
                new PolicyKey("frankfurt", "vienna", 4000),
                policy.bindingSid(),
                policy.up(),
                policy.type(),
                policy.pceInitiated(),
                policy.paths());
    }

    private void controllerAnswers() {
        controller.topologyUp = true;
        controller.policiesUp = true;
        controller.vpnServices.up = true;
    }
}
