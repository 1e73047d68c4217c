package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.PlacementPrediction.LoadedLink;
import io.cemfleet.a2a.contract.RestorationDetails;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.a2a.outbox.Outbox;
import io.cemfleet.restoration.network.LinkUtilisation;
import io.cemfleet.restoration.network.SlaMeasurementReader;
import io.cemfleet.restoration.sla.LinkSender;
import io.cemfleet.restoration.sla.PlannedLinkLoads;
import io.cemfleet.restoration.sla.SlaMeasurement;
import io.cemfleet.restoration.sla.SlaVerdict;
import io.cemfleet.restoration.sla.SteeringVerdict;
import io.cemfleet.restoration.store.OverfullLinkStore;
import io.cemfleet.restoration.store.WatchStore;
import io.cemfleet.restoration.watch.WatchState;
import io.cemfleet.runtime.trace.TraceContext;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks the links that protections load, as long as they carry traffic. A link above its threshold in two samples in a
 * row is reported at once, with the tunnels that load it, once for each crossing of the threshold.
 */
@Service
class ProtectionLinkChecks {
    private static final Logger LOG = LoggerFactory.getLogger(ProtectionLinkChecks.class);

    private final OverfullLinkStore store;
    private final WatchStore watches;
    private final LinkUtilisation links;
    private final SlaMeasurementReader experience;
    private final SteeringCheckTiming timing;
    private final TransactionTemplate transactions;
    private final Outbox outbox;

    ProtectionLinkChecks(
            OverfullLinkStore store,
            WatchStore watches,
            LinkUtilisation links,
            SlaMeasurementReader experience,
            SteeringCheckTiming timing,
            TransactionTemplate transactions,
            Outbox outbox) {
        this.store = store;
        this.watches = watches;
        this.links = links;
        this.experience = experience;
        this.timing = timing;
        this.transactions = transactions;
        this.outbox = outbox;
    }

    /** @return when to run again; empty when no link is loaded */
    Optional<Instant> step(String incidentId) {
        try (var scope = TraceContext.LoggingScope.put(TraceContext.INCIDENT_ID, incidentId)) {
            return watches.find(incidentId)
                    .filter(WatchState.Active.class::isInstance)
                    .filter(watch -> watch.protections().stream()
                            .anyMatch(protection ->
                                    !PlannedLinkLoads.of(protection).isEmpty()))
                    .map(this::step);
        }
    }

    private Instant step(WatchState watch) {
        Instant settled = timing.linksSettled(watch);
        if (timing.now().isBefore(settled)) {
            return settled;
        }
        Map<LinkSender, Double> thresholds = thresholds(watch);
        // No sample serves two rounds.
        Map<LinkSender, Double> used = links.within(timing.linkInterval(), thresholds.keySet());
        Instant now = timing.now();
        Instant before = now.minus(timing.linkInterval());
        Set<LinkSender> above = new HashSet<>();
        Set<LinkSender> confirmed = new HashSet<>();
        used.forEach((end, utilisation) -> {
            if (utilisation <= thresholds.getOrDefault(end, 0.0)) {
                store.below(watch.incidentId(), end);
            } else {
                above.add(end);
                if (!store.above(watch.incidentId(), end).isAfter(before)) {
                    confirmed.add(end);
                }
            }
        });
        if (!confirmed.isEmpty()) {
            report(watch, confirmed, used);
        }
        boolean closely = above.size() > confirmed.size() || now.isBefore(timing.closely(watch));
        return timing.now().plus(closely ? timing.linkInterval() : timing.poll());
    }

    /** The thresholds of all directions that carry protected traffic and were below their threshold before. */
    private static Map<LinkSender, Double> thresholds(WatchState watch) {
        Map<LinkSender, Double> thresholds = new HashMap<>();
        for (MonitorRestoration.WatchedProtection protection : watch.tunnels().carrying()) {
            for (LoadedLink link : PlannedLinkLoads.of(protection)) {
                if (PlannedLinkLoads.held(link)) {
                    thresholds.merge(PlannedLinkLoads.end(link), link.threshold(), Math::min);
                }
            }
        }
        return thresholds;
    }

    private void report(WatchState watch, Set<LinkSender> confirmed, Map<LinkSender, Double> used) {
        Set<LinkSender> known = store.reported(watch.incidentId());
        if (known.containsAll(confirmed)) {
            return;
        }
        SlaMeasurementReader.MeasurementRound round = experience.look();
        Map<String, SteeringVerdict> verdicts = new HashMap<>();
        watch.tunnels().carrying().stream()
                .filter(protection -> loads(protection, confirmed))
                .forEach(protection -> verdicts.put(protection.tunnelId(), verdict(watch, round, protection, used)));
        transactions.executeWithoutResult(status -> {
            Set<LinkSender> crossed = new HashSet<>(confirmed);
            crossed.removeIf(end -> !store.markReported(watch.incidentId(), end));
            List<SteeringVerdict> worse = verdicts.values().stream()
                    .filter(verdict -> loads(verdict.protection(), crossed))
                    .toList();
            if (!worse.isEmpty()) {
                send(watch, worse, crossed);
            }
        });
    }

    private void send(WatchState watch, List<SteeringVerdict> worse, Set<LinkSender> crossed) {
        LOG.info("{}: protections fill a link", watch.incidentId());
        RestorationDetails details = new RestorationDetails.AfterSteering(
                worse.stream().map(SteeringVerdict::reported).toList(),
                crossed.stream().map(LinkSender::linkId).distinct().sorted().toList());
        RestorationUpdate.Request update = new RestorationUpdate.Request(
                watch.incidentId(),
                worse.stream()
                        .map(verdict -> verdict.protection().tunnelId())
                        .sorted()
                        .toList(),
                RestorationEvent.SLA_AFTER_STEERING,
                details.members(),
                timing.now(),
                watch.planRevision());
        outbox.send(RestorationUpdate.TYPE, watch.incidentId(), update);
    }

    private SteeringVerdict verdict(
            WatchState watch,
            SlaMeasurementReader.MeasurementRound round,
            MonitorRestoration.WatchedProtection protection,
            Map<LinkSender, Double> used) {
        Instant now = timing.now();
        Instant steeredAt = protection.steeredAt();
        Instant steered = steeredAt == null ? watch.core().task().begunAt() : steeredAt;
        Instant recent = now.minus(timing.window());
        Instant settled = timing.settled(steered);
        SlaMeasurement after = round.after(protection, settled.isAfter(recent) ? settled : recent, now);
        SlaMeasurement before = round.before(protection, steered.minus(timing.window()), steered);
        return new SteeringVerdict(protection, steeredAt, before, after, SlaVerdict.MADE_WORSE, used);
    }

    private static boolean loads(MonitorRestoration.WatchedProtection protection, Set<LinkSender> ends) {
        return PlannedLinkLoads.of(protection).stream()
                .filter(PlannedLinkLoads::held)
                .map(PlannedLinkLoads::end)
                .anyMatch(ends::contains);
    }
}
