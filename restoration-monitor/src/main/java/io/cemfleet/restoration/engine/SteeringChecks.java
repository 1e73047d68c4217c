package io.cemfleet.restoration.engine;

import io.cemfleet.restoration.network.LinkUtilisation;
import io.cemfleet.restoration.network.SlaMeasurementReader;
import io.cemfleet.restoration.sla.LinkSender;
import io.cemfleet.restoration.sla.PlannedLinkLoads;
import io.cemfleet.restoration.sla.SlaMeasurement;
import io.cemfleet.restoration.sla.SlaVerdict;
import io.cemfleet.restoration.sla.SteeringCheck;
import io.cemfleet.restoration.sla.SteeringVerdict;
import io.cemfleet.restoration.store.OverfullLinkStore;
import io.cemfleet.restoration.store.SteeringCheckStore;
import io.cemfleet.restoration.store.WatchStore;
import io.cemfleet.restoration.watch.WatchState;
import io.cemfleet.runtime.trace.TraceContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Service;

/**
 * Measures whether steering helped, and reports the verdict once for each steering. A crash at any point repeats the
 * step safely.
 */
@Service
class SteeringChecks {
    private final SteeringCheckStore store;
    private final WatchStore watches;
    private final OverfullLinkStore overfull;
    private final SlaMeasurementReader experience;
    private final LinkUtilisation links;
    private final SteeringCheckTiming timing;
    private final SteeringVerdictRecorder verdicts;

    SteeringChecks(
            SteeringCheckStore store,
            WatchStore watches,
            OverfullLinkStore overfull,
            SlaMeasurementReader experience,
            LinkUtilisation links,
            SteeringCheckTiming timing,
            SteeringVerdictRecorder verdicts) {
        this.store = store;
        this.watches = watches;
        this.overfull = overfull;
        this.experience = experience;
        this.links = links;
        this.timing = timing;
        this.verdicts = verdicts;
    }

    /** @return when to run again; empty when no check is open */
    Optional<Instant> step(String incidentId) {
        try (var scope = TraceContext.LoggingScope.put(TraceContext.INCIDENT_ID, incidentId)) {
            List<SteeringCheck> open = store.open(incidentId);
            Optional<WatchState> watch = watches.find(incidentId).filter(w -> !(w instanceof WatchState.Canceled));
            return open.isEmpty() ? Optional.empty() : watch.flatMap(w -> step(w, open));
        }
    }

    private Optional<Instant> step(WatchState watch, List<SteeringCheck> open) {
        SlaMeasurementReader.MeasurementRound round = experience.look();
        List<SteeringCheck> checks =
                open.stream().map(check -> withBefore(round, check)).toList();
        Instant now = timing.now();
        boolean steered = watch.tunnels().allProtected();
        Instant due = timing.due(checks);
        if (steered && now.isBefore(due)) {
            return Optional.of(due);
        }
        Set<LinkSender> full = overfull.reported(watch.incidentId());
        Map<LinkSender, Double> used = links.within(timing.linkInterval(), ends(checks));
        List<SteeringVerdictRecorder.JudgedCheck> judged = checks.stream()
                .map(check -> judge(check, steered ? after(round, check, now) : SlaMeasurement.UNKNOWN, full, used))
                .toList();
        boolean known =
                full.isEmpty() && judged.stream().allMatch(j -> j.outcome().verdict() != SlaVerdict.UNKNOWN);
        if (!known && now.isBefore(timing.deadline(checks)) && !watch.returnBegun()) {
            return Optional.of(now.plus(timing.nextSample()));
        }
        verdicts.record(watch, judged);
        return store.open(watch.incidentId()).isEmpty() ? Optional.empty() : Optional.of(timing.now());
    }

    private SteeringCheck withBefore(SlaMeasurementReader.MeasurementRound round, SteeringCheck check) {
        if (check.before().complete()) {
            return check;
        }
        SlaMeasurement before =
                round.before(check.watched(), check.steeredAt().minus(timing.window()), check.steeredAt());
        SteeringCheck seen = check.seen(before);
        store.storeBefore(seen);
        return seen;
    }

    private SlaMeasurement after(SlaMeasurementReader.MeasurementRound round, SteeringCheck check, Instant now) {
        Instant settled = timing.settled(check);
        Instant recent = now.minus(timing.window());
        return round.after(check.watched(), settled.isAfter(recent) ? settled : recent, now);
    }

    private static Set<LinkSender> ends(List<SteeringCheck> checks) {
        return checks.stream()
                .flatMap(check -> PlannedLinkLoads.of(check.watched()).stream())
                .map(PlannedLinkLoads::end)
                .collect(Collectors.toSet());
    }

    /** A link that it fills outweighs what its own service meets. */
    private SteeringVerdictRecorder.JudgedCheck judge(
            SteeringCheck check, SlaMeasurement after, Set<LinkSender> full, Map<LinkSender, Double> used) {
        boolean fills = PlannedLinkLoads.of(check.watched()).stream()
                .filter(PlannedLinkLoads::held)
                .map(PlannedLinkLoads::end)
                .anyMatch(full::contains);
        SlaMeasurement before = check.beforeOrPlanned();
        SlaVerdict verdict = fills
                ? SlaVerdict.MADE_WORSE
                : SlaVerdict.of(before, after, check.watched().slaLimits(), timing.clearlyBetter());
        return new SteeringVerdictRecorder.JudgedCheck(
                check, new SteeringVerdict(check.watched(), check.steeredAt(), before, after, verdict, used));
    }
}
