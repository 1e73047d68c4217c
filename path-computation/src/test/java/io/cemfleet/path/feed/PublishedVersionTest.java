package io.cemfleet.path.feed;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.feed.FeedContent;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.snapshot.NetworkObject;
import io.cemfleet.network.snapshot.NetworkObject.LinkLoad;
import io.cemfleet.network.snapshot.ObjectKey;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.path.network.NetworkReading;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the next version writes, against a comparison of everything. */
class PublishedVersionTest {

    private static final Instant NOW = NetworkFixtures.NOW;
    private static final SrPolicies POLICIES = new SrPolicies(List.of(NetworkFixtures.policy()), List.of());
    private static final List<VpnService> SERVICES = List.of(NetworkFixtures.service());

    private final Map<ObjectKey, NetworkObject> measured = new HashMap<>();
    private final NetworkReading first = reading(NetworkFixtures.topology(), POLICIES, NOW);
    private final PublishedVersion version = published(first);

    @Test
    void aConfirmedReadingWritesOnlyFreshMeasurements() {
        // given
        var fresh = load("munich-zurich", "munich");
        load("munich-zurich", "zurich");
        // when
        var changes = version.advance(confirmed(), measured, List.of(fresh.key()), Set.of());
        // then
        assertThat(changes.written()).containsExactly(fresh);
        assertThat(changes.removed()).isEmpty();
        assertThat(version.objects()).containsEntry(fresh.key(), fresh);
    }

    @Test
    void aMeasurementOfWhatTheNetworkDoesNotHaveIsDropped() {
        // given: the policy is gone in the reading that is published
        var without = reading(NetworkFixtures.topology(), new SrPolicies(List.of(), List.of()), NOW);
        var empty = published(without);
        var load = new NetworkObject.PolicyLoad(
                new io.cemfleet.network.policy.PolicyMeasurement(
                        NetworkFixtures.policy().key(), 5.0, null, null),
                NOW);
        measured.put(load.key(), load);
        // when
        var again = new NetworkReading(
                without.topology(), without.policies(), NOW.plusSeconds(2), NOW, without.services(), NOW);
        var changes = empty.advance(again, measured, List.of(load.key()), Set.of());
        // then
        assertThat(changes.written()).isEmpty();
        assertThat(measured).isEmpty();
    }

    @Test
    void aNewReadingIsComparedWithWhatTheTopicHolds() {
        // given: a policy disappears, and a measurement comes at the same time
        var fresh = load("munich-zurich", "munich");
        var next = reading(NetworkFixtures.topology(), new SrPolicies(List.of(), List.of()), NOW);
        // when
        var changes = version.advance(next, measured, List.of(fresh.key()), Set.of());
        // then
        assertThat(changes.written()).containsExactly(fresh);
        assertThat(changes.removed())
                .containsExactly(
                        NetworkObject.PolicyObject.key(NetworkFixtures.policy().key()));
    }

    @Test
    void aLinkThatTheTopologyLosesIsWrittenAgainThoughThePoliciesAreTheSame() {
        // given
        var lesser = NetworkFixtures.topology().links().stream()
                .filter(link -> !link.id().equals("munich-zurich"))
                .toList();
        var next = reading(NetworkFixtures.topology().only(lesser), POLICIES, NOW);
        // when
        var changes = version.advance(next, measured, List.of(), Set.of());
        // then
        assertThat(changes.removed()).extracting(ObjectKey::id).contains("munich-zurich");
    }

    @Test
    void whatCannotBeReadIsWrittenAgainThoughTheReadingIsConfirmed() {
        // given
        var poisoned = NetworkObject.PolicyObject.key(NetworkFixtures.policy().key());
        // when
        var changes = version.advance(confirmed(), measured, List.of(), Set.of(poisoned));
        // then
        assertThat(changes.written()).extracting(NetworkObject::key).containsExactly(poisoned);
    }

    @Test
    void aVersionOfAnotherPublisherIsComparedAsAWhole() {
        // given
        var others = PublishedVersion.of(new FeedContent(Map.of(), 7));
        // when
        var changes = others.advance(first, measured, List.of(), Set.of());
        // then
        assertThat(changes.written()).hasSameSizeAs(version.objects().values());
    }

    private LinkLoad load(String link, String from) {
        var sample = NetworkFixtures.sample(NetworkFixtures.direction(link, from), NOW);
        var load = new LinkLoad(sample, NOW);
        measured.put(load.key(), load);
        return load;
    }

    private NetworkReading confirmed() {
        var later = NOW.plusSeconds(2);
        return new NetworkReading(first.topology().readAgain(later), POLICIES, later, later, SERVICES, NOW);
    }

    private static NetworkReading reading(NetworkTopology topology, SrPolicies policies, Instant at) {
        return new NetworkReading(topology, policies, at, at, SERVICES, at);
    }

    private static PublishedVersion published(NetworkReading reading) {
        var empty = PublishedVersion.of(new FeedContent(Map.of(), 0));
        empty.advance(reading, new HashMap<>(), List.of(), Set.of());
        return empty.published(reading);
    }
}
