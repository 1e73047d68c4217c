package io.cemfleet.orchestrator.incident;

import io.cemfleet.a2a.contract.OwnCongestion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A link that protections of this incident fill.
 *
 * @param tunnelIds whose traffic crosses it, of any incident
 * @param utilisation of its fuller direction as last reported, 0 to 1; null where it is not measured
 * @param reportedAt the newest report
 * @param open something is still to be done about that report
 * @param moved keys of the protections that were moved off it
 */
public record CongestedLink(
        String linkId,
        List<String> tunnelIds,
        @Nullable Double utilisation,
        Instant since,
        Instant reportedAt,
        boolean open,
        List<String> moved) {

    public static CongestedLink of(OwnCongestion.Request report) {
        return new CongestedLink(
                report.linkId(),
                report.tunnelIds(),
                report.utilisation(),
                report.occurredAt(),
                report.occurredAt(),
                true,
                List.of());
    }

    CongestedLink reportedAgain(OwnCongestion.Request report) {
        return new CongestedLink(
                linkId, report.tunnelIds(), report.utilisation(), since, report.occurredAt(), true, moved);
    }

    public CongestedLink handled(List<String> takenOff) {
        return new CongestedLink(linkId, tunnelIds, utilisation, since, reportedAt, false, takenOff);
    }
}
