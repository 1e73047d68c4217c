package io.cemfleet.restoration.engine;

import io.cemfleet.a2a.contract.MonitorRestoration;
import io.cemfleet.a2a.contract.PlacementPrediction.LoadedLink;
import io.cemfleet.a2a.contract.RestorationEvent;
import io.cemfleet.a2a.contract.RestorationUpdate;
import io.cemfleet.a2a.trace.TraceContext;
import io.cemfleet.restoration.network.Experience;
import io.cemfleet.restoration.network.LinkUse;
import io.cemfleet.restoration.sla.LoadedLinks;
import io.cemfleet.restoration.sla.SendingEnd;
import io.cemfleet.restoration.sla.SteeringVerdict;
import io.cemfleet.restoration.sla.Suffering;
import io.cemfleet.restoration.sla.Verdict;
import io.cemfleet.restoration.store.OverfullLinkStore;
import io.cemfleet.restoration.store.WatchStore;
import io.cemfleet.restoration.watch.Watch;
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

/**
 * Watches the links that protections load, as long as they carry traffic: a link that went above its threshold in two
 * samples in a row is reported at once, with the tunnels that load it, once for each time that it goes there.
 */
@Service
class LinkChecks {
    private static final Logger LOG = LoggerFactory.getLogger(LinkChecks.class);

    private final OverfullLinkStore store;
    private final WatchStore watches;
    private final LinkUse links;
    private final Experience experience;
    private final CheckPace pace;
    private final WatchEngine.Committing committing;

    LinkChecks(
            OverfullLinkStore store,
            WatchStore watches,
            LinkUse links,
            Experience experience,
            CheckPace pace,
            WatchEngine.Committing committing) {
        this.store = store;
        this.watches = watches;
        this.links = links;
        this.experience = experience;
        this.pace = pace;
        this.committing = committing;
    }

    /** @return when to go on; empty when no link is loaded */
    Optional<Instant> step(String incidentId) {
        try (var scope = TraceContext.Scope.put(TraceContext.INCIDENT_ID, incidentId)) {
            return watches.find(incidentId)
                    .filter(watch -> !watch.stage().terminal())
                    .filter(watch -> watch.protections().stream()
                            .anyMatch(protection -> !LoadedLinks.of(protection).isEmpty()))
                    .map(this::step);
        }
    }

    private Instant step(Watch watch) {
        Instant settled = pace.linksSettled(watch);
        if (pace.now().isBefore(settled)) {
            return settled;
        }
        Map<SendingEnd, Double> thresholds = thresholds(watch);
        Map<SendingEnd, Double> used = links.now(thresholds.keySet());
        Instant now = pace.now();
        Instant before = now.minus(pace.linkInterval());
        Set<SendingEnd> above = new HashSet<>();
        Set<SendingEnd> confirmed = new HashSet<>();
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
            tell(watch, confirmed, used);
        }
        boolean closely = above.size() > confirmed.size() || now.isBefore(pace.closely(watch));
        return pace.now().plus(closely ? pace.linkInterval() : pace.poll());
    }

    /** Of every direction that carries protected traffic and was below its threshold before. */
    private static Map<SendingEnd, Double> thresholds(Watch watch) {
        Map<SendingEnd, Double> thresholds = new HashMap<>();
        for (MonitorRestoration.Watched protection : carrying(watch)) {
            for (LoadedLink link : LoadedLinks.of(protection)) {
                if (LoadedLinks.held(link)) {
                    thresholds.merge(LoadedLinks.end(link), link.threshold(), Math::min);
                }
            }
        }
        return thresholds;
    }

    private static List<MonitorRestoration.Watched> carrying(Watch watch) {
        return watch.protections().stream()
                .filter(protection -> watch.weight(protection.tunnelId()) > 0)
                .toList();
    }

    private void tell(Watch watch, Set<SendingEnd> confirmed, Map<SendingEnd, Double> used) {
        Set<SendingEnd> known = store.told(watch.incidentId());
        if (known.containsAll(confirmed)) {
            return;
        }
        Experience.Look look = experience.look();
        Map<String, SteeringVerdict> verdicts = new HashMap<>();
        carrying(watch).stream()
                .filter(protection -> loads(protection, confirmed))
                .forEach(protection -> verdicts.put(protection.tunnelId(), verdict(watch, look, protection, used)));
        committing.transactions().executeWithoutResult(status -> {
            Set<SendingEnd> crossed = new HashSet<>(confirmed);
            crossed.removeIf(end -> !store.tell(watch.incidentId(), end));
            List<SteeringVerdict> worse = verdicts.values().stream()
                    .filter(verdict -> loads(verdict.protection(), crossed))
                    .toList();
            if (!worse.isEmpty()) {
                send(watch, worse, crossed);
            }
        });
    }

    private void send(Watch watch, List<SteeringVerdict> worse, Set<SendingEnd> crossed) {
        LOG.info("{}: protections fill a link", watch.incidentId());
        RestorationUpdate.Request update = new RestorationUpdate.Request(
                watch.incidentId(),
                worse.stream()
                        .map(verdict -> verdict.protection().tunnelId())
                        .sorted()
                        .toList(),
                RestorationEvent.SLA_AFTER_STEERING,
                Map.of(
                        "tunnels",
                        worse.stream().map(SteeringVerdict::wire).toList(),
                        "crossed",
                        crossed.stream()
                                .map(SendingEnd::linkId)
                                .distinct()
                                .sorted()
                                .toList()),
                pace.now(),
                watch.planRevision());
        committing.outbox().send(RestorationUpdate.TYPE, watch.incidentId(), update);
    }

    private SteeringVerdict verdict(
            Watch watch, Experience.Look look, MonitorRestoration.Watched protection, Map<SendingEnd, Double> used) {
        Instant now = pace.now();
        Instant told = protection.steeredAt();
        Instant steered = told == null ? watch.begunAt() : told;
        Instant recent = now.minus(pace.window());
        Instant settled = pace.settled(steered);
        Suffering after = look.after(protection, settled.isAfter(recent) ? settled : recent, now);
        Suffering before = look.before(protection, steered.minus(pace.window()), steered);
        return new SteeringVerdict(protection, told, before, after, Verdict.MADE_WORSE, used);
    }

    private static boolean loads(MonitorRestoration.Watched protection, Set<SendingEnd> ends) {
        return LoadedLinks.of(protection).stream()
                .filter(LoadedLinks::held)
                .map(LoadedLinks::end)
                .anyMatch(ends::contains);
    }
}
