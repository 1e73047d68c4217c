package io.cemfleet.network.snapshot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.forwarding.RouteResult;
import io.cemfleet.network.policy.PolicyForwarding;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.snapshot.NetworkObject.LinkObject;
import io.cemfleet.network.snapshot.NetworkObject.NodeObject;
import io.cemfleet.network.snapshot.NetworkObject.PolicyObject;
import io.cemfleet.network.snapshot.NetworkObject.ServiceObject;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SnapshotBuilderTest {

    private static final int ROUNDS = 60;

    private final SnapshotBuilder builder = new SnapshotBuilder();

    private static SnapshotVersion version(long number) {
        return new SnapshotVersion(number, NetworkFixtures.NOW.plusSeconds(number), null, List.of());
    }

    private void putSmallNetwork() {
        var network = NetworkFixtures.topology();
        network.routers().forEach(router -> builder.put(new NodeObject(router)));
        network.links().forEach(link -> builder.put(new LinkObject(link.id(), link.directions())));
        builder.put(new PolicyObject(NetworkFixtures.policy()));
        builder.put(new ServiceObject(NetworkFixtures.service()));
    }

    @Test
    void theTopologyHasTheSameVersionAsTheOneThatWasRead() {
        putSmallNetwork();
        var snapshot = builder.close(version(1));
        assertThat(snapshot.topology().version())
                .isEqualTo(NetworkFixtures.topology().version());
        assertThat(snapshot.topology().readAt()).isEqualTo(NetworkFixtures.NOW.plusSeconds(1));
        assertThat(snapshot.age(NetworkFixtures.NOW.plusSeconds(31))).isEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void aLinkLeadsToItsPoliciesAndTheirServices() {
        putSmallNetwork();
        var snapshot = builder.close(version(1));
        assertThat(snapshot.policiesOn("frankfurt-prague"))
                .containsExactly(NetworkFixtures.policy().key());
        assertThat(snapshot.servicesOn("frankfurt-prague")).containsExactly("L3VPN-1");
        assertThat(snapshot.servicesOn("munich-zurich")).isEmpty();
        assertThat(snapshot.topology().linksAt("zurich")).hasSize(2);
        assertThat(snapshot.topology().linksWithSrlg(104))
                .extracting(link -> link.id())
                .containsExactly("frankfurt-munich", "frankfurt-zurich");
    }

    @Test
    void aLinkWithoutDirectionsIsKnownAndDown() {
        putSmallNetwork();
        builder.put(new LinkObject("munich-zurich", List.of()));
        var topology = builder.close(version(1)).topology();
        assertThat(topology.link("munich-zurich")).isEmpty();
        assertThat(topology.withoutAdjacency()).containsExactly("munich-zurich");
    }

    @Test
    void objectsThatDoNotFitTogetherMakeNoSnapshotAndTheNextVersionMay() {
        putSmallNetwork();
        builder.remove(new ObjectKey(ObjectKind.NODE, "zurich"));
        assertThatThrownBy(() -> builder.close(version(1))).isInstanceOf(IllegalArgumentException.class);
        putSmallNetwork();
        assertThat(builder.close(version(2)).topology().routers()).hasSize(5);
    }

    @Test
    void theSortedListsAreTheSameUntilOneOfTheirObjectsChanges() {
        // given
        putSmallNetwork();
        var first = builder.close(version(1));
        var services = first.services();
        var policies = first.srPolicies().policies();
        // when
        builder.remove(new PolicyObject(NetworkFixtures.policy()).key());
        var second = builder.close(version(2));
        // then
        assertThat(second.services()).isSameAs(services);
        assertThat(first.srPolicies().policies()).isSameAs(policies).hasSize(1);
        assertThat(second.srPolicies().policies()).isEmpty();
    }

    @Test
    void whatDidNotChangeIsSharedWithTheSnapshotBefore() {
        putSmallNetwork();
        var first = builder.close(version(1));
        putSmallNetwork();
        var second = builder.close(version(2));
        assertThat(second.policies()).isSameAs(first.policies());
        assertThat(second.topology().links()).isSameAs(first.topology().links());
        assertThat(second.topology().readAt()).isAfter(first.topology().readAt());
    }

    @Test
    void afterAnySeriesOfChangesEveryIndexEqualsThatOfAPlainRebuild() {
        // given
        var carrier = new GeneratedCarrier(12);
        Map<ObjectKey, NetworkObject> plain = new HashMap<>();
        carrier.objects(24, 40).forEach(object -> change(plain, object));
        var random = new Random(13);
        // when, then
        for (int round = 1; round <= ROUNDS; round++) {
            for (int i = random.nextInt(6); i > 0; i--) {
                int number = random.nextInt(60);
                switch (random.nextInt(8)) {
                    case 0 -> change(plain, carrier.link(number % 36, 1 + random.nextInt(20)));
                    case 1 -> drop(plain, carrier.link(number % 36, 10).key());
                    case 2, 3 -> change(plain, carrier.policy(number, 100 + random.nextInt(3)));
                    case 4 -> drop(plain, carrier.policy(number, 100).key());
                    case 5 -> change(plain, carrier.service(number, "C" + random.nextInt(3)));
                    case 6 -> drop(plain, carrier.service(number, "").key());
                    default -> change(plain, carrier.load(number % 36, random.nextDouble(), round));
                }
            }
            var snapshot = builder.close(version(round));
            // Some snapshots are never asked for their indexes: the next one starts from an older index.
            if (random.nextBoolean()) {
                assertEquals(plain, snapshot);
            }
        }
    }

    private void change(Map<ObjectKey, NetworkObject> plain, NetworkObject object) {
        plain.put(object.key(), object);
        builder.put(object);
    }

    private void drop(Map<ObjectKey, NetworkObject> plain, ObjectKey key) {
        plain.remove(key);
        builder.remove(key);
    }

    private static void assertEquals(Map<ObjectKey, NetworkObject> plain, NetworkSnapshot snapshot) {
        var rebuilt = new SnapshotBuilder();
        plain.values().forEach(rebuilt::put);
        var expected = rebuilt.close(snapshot.version());
        assertThat(snapshot.topology().version()).isEqualTo(expected.topology().version());
        assertThat(snapshot.policies()).isEqualTo(expected.policies());
        assertThat(snapshot.services()).isEqualTo(expected.services());
        assertThat(snapshot.measurements()).isEqualTo(expected.measurements());
        var onLink = policiesByLink(snapshot);
        for (var link : expected.topology().links()) {
            var policies = onLink.getOrDefault(link.id(), new TreeSet<>());
            assertThat(snapshot.policiesOn(link.id()).stream().map(PolicyKey::toString))
                    .containsExactlyInAnyOrderElementsOf(policies);
            assertThat(snapshot.servicesOn(link.id())).isEqualTo(expected.servicesOn(link.id()));
        }
    }

    private static Map<String, TreeSet<String>> policiesByLink(NetworkSnapshot snapshot) {
        var forwarding = new PolicyForwarding(EcmpRoutes.over(snapshot.topology()));
        var found = new HashMap<String, TreeSet<String>>();
        for (SrPolicy policy : snapshot.policies().values()) {
            forwarding.route(policy).routed().map(RouteResult.Routed::linkIds).stream()
                    .flatMap(links -> links.stream())
                    .collect(Collectors.toSet())
                    .forEach(link -> found.computeIfAbsent(link, any -> new TreeSet<>())
                            .add(policy.key().toString()));
        }
        return found;
    }
}
