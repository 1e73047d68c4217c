package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.a2a.trace.TraceContext;
import io.cemfleet.restoration.network.Experience;
import io.cemfleet.restoration.sla.SteeringCheck;
import io.cemfleet.restoration.sla.Suffering;
import io.cemfleet.restoration.sla.Verdict;
import io.cemfleet.restoration.store.SteeringCheckStore;
import io.cemfleet.restoration.store.WatchStore;
import io.cemfleet.restoration.watch.Stage;
import io.cemfleet.restoration.watch.Watch;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Finds out whether steering helped, and tells it once for each act. A crash at any point repeats the step safely. */
@Service
class SteeringChecks {
    private static final Logger LOG = LoggerFactory.getLogger(SteeringChecks.class);

    private final SteeringCheckStore store;
    private final WatchStore watches;
    private final Experience experience;
    private final CheckPace pace;
    private final WatchEngine.Committing committing;

    private record Judged(SteeringCheck check, Suffering after, Verdict verdict) {}

    SteeringChecks(
            SteeringCheckStore store,
            WatchStore watches,
            Experience experience,
            CheckPace pace,
            WatchEngine.Committing committing) {
        this.store = store;
        this.watches = watches;
        this.experience = experience;
        this.pace = pace;
        this.committing = committing;
    }

    /** @return when to go on; empty when there is nothing to find out now */
    Optional<Instant> step(String incidentId) {
        try (var scope = TraceContext.Scope.put(TraceContext.INCIDENT_ID, incidentId)) {
            List<SteeringCheck> open = store.open(incidentId);
            Optional<Watch> watch = watches.find(incidentId).filter(w -> w.stage() != Stage.CANCELED);
            return open.isEmpty() ? Optional.empty() : watch.flatMap(w -> step(w, open));
        }
    }

    private Optional<Instant> step(Watch watch, List<SteeringCheck> open) {
        Experience.Look look = experience.look();
        List<SteeringCheck> checks =
                open.stream().map(check -> withBefore(look, check)).toList();
        Instant now = pace.now();
        boolean steered = watch.protectionWeight() == Watch.ALL;
        Instant due = pace.due(checks);
        if (steered && now.isBefore(due)) {
            return Optional.of(due);
        }
        List<Judged> judged = checks.stream()
                .map(check -> judge(check, steered ? after(look, check, now) : Suffering.UNKNOWN))
                .toList();
        boolean known = judged.stream().allMatch(j -> j.verdict() != Verdict.UNKNOWN);
        if (!known && now.isBefore(pace.deadline(checks)) && !watch.stage().terminal() && watch.cutoverStage() == 0) {
            return Optional.of(now.plus(pace.nextSample()));
        }
        committing.transactions().executeWithoutResult(status -> tell(watch, judged));
        return store.open(watch.incidentId()).isEmpty() ? Optional.empty() : Optional.of(pace.now());
    }

    private SteeringCheck withBefore(Experience.Look look, SteeringCheck check) {
        if (check.before().complete()) {
            return check;
        }
        Suffering before = look.before(check.watched(), check.steeredAt().minus(pace.window()), check.steeredAt());
        SteeringCheck seen = check.seen(before);
        store.keep(seen);
        return seen;
    }

    private Suffering after(Experience.Look look, SteeringCheck check, Instant now) {
        Instant settled = pace.settled(check);
        Instant recent = now.minus(pace.window());
        return look.after(check.watched(), settled.isAfter(recent) ? settled : recent, now);
    }

    private Judged judge(SteeringCheck check, Suffering after) {
        return new Judged(
                check, after, Verdict.of(check.before(), after, check.watched().slaLimits(), pace.clearlyBetter()));
    }

    private void tell(Watch watch, List<Judged> judged) {
        List<String> ids = new ArrayList<>();
        List<Map<String, Object>> tunnels = new ArrayList<>();
        for (Judged one : judged) {
            if (store.answer(one.check(), one.verdict())) {
                ids.add(one.check().tunnelId());
                tunnels.add(wire(one));
            }
        }
        if (tunnels.isEmpty()) {
            return;
        }
        LOG.info("{}: {}", watch.incidentId(), RestorationEvent.SLA_AFTER_STEERING.wire());
        RestorationUpdate.Request update = new RestorationUpdate.Request(
                watch.incidentId(),
                ids,
                RestorationEvent.SLA_AFTER_STEERING,
                Map.of("tunnels", tunnels),
                pace.now(),
                watch.planRevision());
        committing.outbox().send(RestorationUpdate.TYPE, watch.incidentId(), update);
    }

    private static Map<String, Object> wire(Judged one) {
        Map<String, Object> tunnel = new LinkedHashMap<>();
        tunnel.put("tunnel_id", one.check().tunnelId());
        tunnel.put("verdict", one.verdict().wire());
        tunnel.put("before", one.check().before().wire());
        tunnel.put("after", one.after().wire());
        tunnel.put("measured_by", one.after().source().wire());
        tunnel.put("steered_at", one.check().steeredAt().toString());
        return tunnel;
    }
}
