package io.cemfleet.lab.cnc;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.lab.network.CandidatePath;
import io.cemfleet.lab.network.CarrierNetwork;
import io.cemfleet.lab.network.NamedPolicy;
import io.cemfleet.lab.network.NetworkFixtures;
import io.cemfleet.lab.network.PathSpec;
import io.cemfleet.lab.network.PolicyKey;
import io.cemfleet.lab.network.SidList;
import io.cemfleet.lab.network.SrPolicyState;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a read costs does not depend on how much else there is, and an unchanged object is not rendered again. */
class RenderedOnceTest {

    @ParameterizedTest
    @ValueSource(ints = {200, 20_000})
    void aPageRendersOnlyItsOwnPoliciesHoweverManyThereAre(int policies) {
        // given
        var network = NetworkFixtures.network(carrier(policies));
        var rendered = new RenderedPolicies(network);

        // when
        page(rendered, 100, 150);

        // then
        assertThat(rendered.renderings()).isEqualTo(50);
        page(rendered, 100, 150);
        assertThat(rendered.renderings()).isEqualTo(50);
    }

    @Test
    void aChangeRendersOnlyThePolicyThatChanged() {
        // given
        var network = NetworkFixtures.network(carrier(300));
        var rendered = new RenderedPolicies(network);
        page(rendered, 0, 300);

        // when
        network.putPolicy(policy(7, "detour"));
        byte[] changed = rendered.json(network.state().srPolicy(key(7)).orElseThrow());
        page(rendered, 0, 300);

        // then
        assertThat(rendered.renderings()).isEqualTo(301);
        assertThat(new String(changed, java.nio.charset.StandardCharsets.UTF_8)).contains("IPV4-NODE-SID");
    }

    @Test
    void aMeasurementChangesNoConfiguration() {
        var network = NetworkFixtures.network(carrier(10));
        long before = network.state().version();

        network.measure();
        assertThat(network.state().version()).isEqualTo(before);

        network.fail(network.topology().link(0).id());
        assertThat(network.state().version()).isGreaterThan(before);
    }

    @Test
    void policiesThatAreGoneAreForgotten() {
        var entries = new RenderedEntries<Integer, String>();
        IntStream.range(0, 1000).forEach(i -> entries.of(i, "x", () -> VendorJson.obj("i", i)));

        entries.keep(List.of(1, 2));
        entries.of(1, "x", () -> VendorJson.obj());
        entries.of(3, "x", () -> VendorJson.obj());

        assertThat(entries.renderings()).isEqualTo(1001);
    }

    @Test
    void anAnswerIsRenderedOnceForEachVersion() {
        var replies = new RenderedReplies();
        var first = replies.of(1L, "key", () -> CncReply.text(200, "one"));

        assertThat(replies.of(1L, "key", () -> CncReply.text(200, "two"))).isSameAs(first);
        assertThat(replies.of(2L, "key", () -> CncReply.text(200, "two")).body())
                .isEqualTo("two");
    }

    private static void page(RenderedPolicies policies, int from, int to) {
        List<SrPolicyState> page = policies.sorted().subList(from, to);
        page.forEach(policies::json);
    }

    private static PolicyKey key(int number) {
        return new PolicyKey("a", "d", 1000 + number);
    }

    private static NamedPolicy policy(int number, String list) {
        return new NamedPolicy(
                "policy-" + number,
                List.of("a"),
                "d",
                1000 + number,
                null,
                List.of(new CandidatePath(100, new PathSpec.Explicit(List.of(new PathSpec.WeightedSidList(list, 1))))),
                NamedPolicy.Origin.NSO);
    }

    /** The diamond with this many policies from a to d. */
    private static CarrierNetwork carrier(int policies) {
        CarrierNetwork diamond = NetworkFixtures.diamond();
        return new CarrierNetwork(
                diamond.name(),
                diamond.topology(),
                diamond.services(),
                diamond.demands(),
                diamond.routePolicies(),
                diamond.colored(),
                List.of(
                        new SidList("direct", List.of(NetworkFixtures.sid("d"))),
                        new SidList("detour", List.of(NetworkFixtures.sid("e"), NetworkFixtures.sid("d")))),
                IntStream.range(0, policies).mapToObj(i -> policy(i, "direct")).toList());
    }
}
