package io.cemfleet.orchestrator.incident;

import io.cemfleet.a2a.contract.OwnCongestion;
import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.a2a.contract.SlaTier;
import java.util.Collection;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is known about an incident.
 *
 * @param severity the peak
 * @param services affected services, by service id
 * @param assessed whether the affected services are known
 * @param congested links that its own protections fill
 */
public record IncidentContext(
        IncidentLinks links,
        Severity severity,
        int alertCount,
        Map<String, AffectedService> services,
        boolean assessed,
        @Nullable FlapState flap,
        List<CongestedLink> congested) {

    public IncidentContext {
        congested = Objects.requireNonNullElse(congested, List.of());
    }

    IncidentContext(
            IncidentLinks links,
            Severity severity,
            int alertCount,
            Map<String, AffectedService> services,
            boolean assessed,
            @Nullable FlapState flap) {
        this(links, severity, alertCount, services, assessed, flap, List.of());
    }

    public IncidentContext with(IncidentLinks changed) {
        return new IncidentContext(changed, severity, alertCount, services, assessed, flap, congested);
    }

    public IncidentContext counting(int alerts, Severity reported) {
        return new IncidentContext(
                links, severity.or(reported), Math.max(alertCount, alerts), services, assessed, flap, congested);
    }

    public IncidentContext with(FlapState changed) {
        return new IncidentContext(links, severity, alertCount, services, assessed, changed, congested);
    }

    public IncidentContext assessed(Collection<AffectedService> suffering) {
        Map<String, AffectedService> all = new TreeMap<>(services);
        suffering.forEach(service -> all.put(service.serviceId(), service));
        return new IncidentContext(links, severity, alertCount, all, true, flap, congested);
    }

    public Optional<CongestedLink> congested(String linkId) {
        return congested.stream().filter(link -> link.linkId().equals(linkId)).findFirst();
    }

    /** A report that protections of this incident fill a link. */
    public IncidentContext congested(OwnCongestion.Request report) {
        return with(congested(report.linkId())
                .map(known -> known.reportedAgain(report))
                .orElseGet(() -> CongestedLink.of(report)));
    }

    public IncidentContext with(CongestedLink link) {
        return with(Stream.concat(relieved(link.linkId()).congested.stream(), Stream.of(link))
                .toList());
    }

    /** The link is not full any more. */
    public IncidentContext relieved(String linkId) {
        return with(
                congested.stream().filter(link -> !link.linkId().equals(linkId)).toList());
    }

    private IncidentContext with(List<CongestedLink> links) {
        return new IncidentContext(this.links, severity, alertCount, services, assessed, flap, links);
    }

    /** How many services of each tier are affected, the highest tier first. */
    public Map<String, Integer> servicesByTier() {
        Map<SlaTier, Integer> counts = new EnumMap<>(SlaTier.class);
        services.values().forEach(service -> counts.merge(service.slaTier(), 1, Integer::sum));
        Map<String, Integer> named = new LinkedHashMap<>();
        counts.forEach((tier, count) -> named.put(tier.wire(), count));
        return named;
    }

    /** The highest affected tier; unknown until assessed, the lowest when no service is affected. */
    public SlaTier tier() {
        return services.values().stream()
                .map(AffectedService::slaTier)
                .reduce(SlaTier::or)
                .orElse(assessed ? SlaTier.BRONZE : SlaTier.UNKNOWN);
    }
}
