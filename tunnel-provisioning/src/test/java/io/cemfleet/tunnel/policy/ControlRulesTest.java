package io.cemfleet.tunnel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.contract.Approval;
import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.a2a.naming.TunnelName;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControlRulesTest {
    private static final Instant NOW = Instant.parse("2026-03-14T09:26:53Z");
    private static final AutomationCaps CLOSED = new AutomationCaps(0, 0, 0, 0, 0, 1000);
    private static final GlobalStop STOPPED = new GlobalStop(true, "drill", "anna", NOW);
    private static final GlobalStop RUNNING = new GlobalStop(false, null, null, null);
    private static final Approval WITHOUT_ACTOR = new Approval(Approval.Mode.APPROVE, " ", null);
    private static final CapUsage NOTHING = new CapUsage(new CapUsage.OtherTunnelsUsage(0, 0, Set.of(), 0, 0), null);

    @Test
    void theGravestControlSpeaksFirst() {
        var all = new AutomationControls(STOPPED, List.of(freeze(NOW)), new TreeSet<>(Set.of("munich")), CLOSED);
        assertThat(code(all, write(TunnelStep.PROVISION, WITHOUT_ACTOR)))
                .isEqualTo(TunnelFailureCode.AUTOMATION_STOPPED);
        var running = new AutomationControls(RUNNING, all.freezes(), all.protectedNodes(), CLOSED);
        assertThat(code(running, write(TunnelStep.PROVISION, WITHOUT_ACTOR)))
                .isEqualTo(TunnelFailureCode.CHANGE_FREEZE);
        var thawed = new AutomationControls(RUNNING, List.of(freeze(NOW.plusSeconds(1))), all.protectedNodes(), CLOSED);
        assertThat(code(thawed, write(TunnelStep.PROVISION, WITHOUT_ACTOR)))
                .isEqualTo(TunnelFailureCode.APPROVAL_MISSING);
        assertThat(code(thawed, write(TunnelStep.PROVISION, null))).isEqualTo(TunnelFailureCode.PROTECTED_NODE);
        var open = new AutomationControls(RUNNING, List.of(), new TreeSet<>(), CLOSED);
        assertThat(code(open, write(TunnelStep.PROVISION, null))).isEqualTo(TunnelFailureCode.CAP_EXCEEDED);
    }

    @ParameterizedTest
    @EnumSource(
            value = TunnelStep.class,
            names = {"SHIFT", "DELETE"})
    void whatGivesBackMeetsNoCapAndNoProtectedRouterButTheStop(TunnelStep step) {
        var closed = new AutomationControls(RUNNING, List.of(), new TreeSet<>(Set.of("munich")), CLOSED);
        assertThat(code(closed, write(step, null))).isNull();
        var stopped = new AutomationControls(STOPPED, List.of(), new TreeSet<>(), CLOSED);
        assertThat(code(stopped, write(step, null))).isEqualTo(TunnelFailureCode.AUTOMATION_STOPPED);
    }

    /** Many writes against random caps, held against sets and sums that are kept by hand. */
    @RepeatedTest(50)
    void noSequenceOfAdmittedWritesEverExceedsACap(RepetitionInfo repetition) {
        var random = new Random(repetition.getCurrentRepetition());
        var caps = new AutomationCaps(
                random.nextInt(8), random.nextInt(8), random.nextInt(8), random.nextInt(8), random.nextInt(12), 1000);
        var controls = new AutomationControls(RUNNING, List.of(), new TreeSet<>(), caps);
        var services = new HashSet<String>();
        long tunnels = 0;
        double demand = 0;
        for (int i = 0; i < 40; i++) {
            var load = new TunnelLoad(some(random), random.nextBoolean() ? null : (double) random.nextInt(3000));
            var write = write(load);
            double requested = load.demandMbps() == null ? 1000 : load.demandMbps();
            var together = new HashSet<>(services);
            boolean adds = together.addAll(load.services());
            boolean fits = tunnels < caps.maxTunnels()
                    && tunnels < caps.maxTunnelsPerHeadEnd()
                    && (!adds || together.size() <= caps.maxServices())
                    && demand + requested <= caps.maxGbps() * 1000
                    && tunnels < caps.maxChangesPerHeadEndAndHour();
            var standing = new CapUsage(
                    new CapUsage.OtherTunnelsUsage(tunnels, tunnels, Set.copyOf(services), demand, tunnels), null);

            boolean allowed = ControlRules.judge(controls, write, () -> standing, NOW) instanceof WriteVerdict.Allowed;

            assertThat(allowed).isEqualTo(fits);
            if (allowed) {
                tunnels++;
                demand += requested;
                services.addAll(load.services());
            }
        }
    }

    @Test
    void aCapRefusesOnlyWhatAddsToIt() {
        // given a tunnel that stands beside more than the caps allow
        var caps = new AutomationCaps(1, 1, 1, 1, 10, 1000);
        var controls = new AutomationControls(RUNNING, List.of(), new TreeSet<>(), caps);
        var standing = new CapUsage(
                new CapUsage.OtherTunnelsUsage(9, 9, Set.of("other"), 900, 0), new TunnelLoad(Set.of("acme"), 500.0));
        // then
        assertThat(reason(controls, new TunnelLoad(Set.of("acme"), 500.0), standing))
                .isNull();
        assertThat(reason(controls, new TunnelLoad(Set.of("acme"), 501.0), standing))
                .isEqualTo("it would be 1.401 Gbit/s, at most 1.000 are allowed");
        assertThat(reason(controls, new TunnelLoad(Set.of("acme", "beta"), 500.0), standing))
                .isEqualTo("it would be 3 services, at most 1 are allowed");
    }

    @Test
    void aRefusalNamesTheCapAndWhatStands() {
        var caps = new AutomationCaps(2, 1, 10, 10, 10, 1000);
        var controls = new AutomationControls(RUNNING, List.of(), new TreeSet<>(), caps);
        var load = new TunnelLoad(Set.of("acme"), 500.0);

        assertThat(reason(controls, load, others(1, 0))).isNull();
        assertThat(reason(controls, load, others(2, 0))).isEqualTo("2 tunnels stand, at most 2 are allowed");
        assertThat(reason(controls, load, others(1, 1))).isEqualTo("frankfurt has 1 tunnels, at most 1 are allowed");
    }

    @Test
    void aWriteTouchesItsEndsAndEveryRouterOfItsPath() {
        // given a plan that names no routers but those its segments end at
        var path = new PlannedPath(
                List.of("frankfurt-munich", "munich-vienna"),
                List.of(new TunnelSegment(false, SegmentId.label(16004), "munich", null)),
                List.of());
        var plan = new TunnelPlan(path, path, List.of("acme"), 1, null);
        // then
        assertThat(ProposedWrite.of(TunnelStep.PROVISION, tunnel(), plan, new WriteMandate(1L, null))
                        .nodes())
                .containsExactlyInAnyOrder("frankfurt", "munich", "vienna");
    }

    private static CapUsage others(long tunnels, long atHeadEnd) {
        return new CapUsage(new CapUsage.OtherTunnelsUsage(tunnels, atHeadEnd, Set.of(), 0, 0), null);
    }

    private static @Nullable String reason(AutomationControls controls, TunnelLoad load, CapUsage standing) {
        return ControlRules.judge(controls, write(load), () -> standing, NOW)
                        instanceof WriteVerdict.Refused(var code, var reason)
                ? reason
                : null;
    }

    private static Set<String> some(Random random) {
        return IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> "L3VPN-" + random.nextInt(10))
                .collect(Collectors.toSet());
    }

    private static ChangeFreeze freeze(Instant from) {
        return new ChangeFreeze(UUID.randomUUID(), from, from.plusSeconds(60), Set.of("munich"), "works", "anna");
    }

    private static @Nullable TunnelFailureCode code(AutomationControls controls, ProposedWrite write) {
        return ControlRules.judge(controls, write, () -> NOTHING, NOW)
                        instanceof WriteVerdict.Refused(var code, var reason)
                ? code
                : null;
    }

    private static ProposedWrite write(TunnelStep step, @Nullable Approval approval) {
        return ProposedWrite.of(
                step, tunnel(), plan(new TunnelLoad(Set.of("acme"), null)), new WriteMandate(1L, approval));
    }

    private static ProposedWrite write(TunnelLoad load) {
        return ProposedWrite.of(TunnelStep.PROVISION, tunnel(), plan(load), new WriteMandate(1L, null));
    }

    private static TunnelPlan plan(TunnelLoad load) {
        var path = new PlannedPath(
                List.of("frankfurt-munich", "munich-vienna"),
                List.of(new TunnelSegment(false, SegmentId.label(16003), "vienna", null)),
                List.of("frankfurt", "munich", "vienna"));
        return new TunnelPlan(path, path, List.copyOf(load.services()), 1, load.demandMbps());
    }

    private static Tunnel tunnel() {
        return new Tunnel(
                TunnelName.of(TeType.SR_MPLS, "frankfurt", "vienna", 1),
                new ProtectionRef("INC-2026-0001", "frankfurt>vienna#100"),
                new SteeringKey("frankfurt", "vienna", 100),
                false,
                TeType.SR_MPLS,
                null,
                TunnelState.REFUSED,
                new CandidatePlacement(0, PathWeights.PROTECTED),
                plan(new TunnelLoad(Set.of(), null)),
                PathInForce.NONE,
                new WriteLedger(false, null, "", null, 0));
    }
}
