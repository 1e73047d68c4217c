package io.cemfleet.correlator.inference;

import io.cemfleet.a2a.contract.Severity;
import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertRecordBuilder;
import io.cemfleet.correlator.alert.AlertRef;
import io.cemfleet.correlator.alert.AlertSource;
import io.cemfleet.correlator.network.NetworkView;
import io.cemfleet.correlator.source.Subject;
import io.cemfleet.correlator.suppression.Suppressions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.stereotype.Component;

/** What inference tells the stream: alerts restated about links, with their evidence. */
@Component
class LinkRecords {
    private final NetworkView network;
    private final Suppressions suppressions;
    private final Clock clock;

    LinkRecords(NetworkView network, Suppressions suppressions, Clock clock) {
        this.network = network;
        this.suppressions = suppressions;
        this.clock = clock;
    }

    /** A link that measurements confirm as degraded; empty when it left the topology meanwhile. */
    Optional<AlertRecord> degraded(MeasuredLink link, List<Suspect> because) {
        Severity severity = because.stream().map(s -> s.alert().severity()).reduce(Severity.LOW, Severity::or);
        AlertSource source = because.getFirst().alert().source();
        Instant now = clock.instant();
        return network.place(new Subject.Line(link.linkId())).map(placed -> new AlertRecordBuilder(
                        UUID.randomUUID().toString(), source, key(link.linkId()), AlertKind.RAISE, now)
                .origin(AlertOrigin.INFERRED)
                .in(placed.domain(), placed.topologyVersion())
                .link(link.linkId())
                .from(link.from())
                .around(placed.nodes(), placed.srlgs(), placed.policies())
                .measured(link.metric(), link.value(), link.limit())
                .severity(severity)
                .at(link.measuredAt() == null ? now : link.measuredAt(), now)
                .suppressedBy(
                        suppressions.covering(link.linkId(), placed.nodes()).orElse(null))
                .evidence(because.stream().map(s -> AlertRef.of(s.alert())).toList())
                .raw(AlertJson.tree(Map.of("measurements", link.measurements())))
                .build());
    }

    /** Candidates that could not be told apart in time. */
    AlertRecord ambiguous(Suspect suspect, List<String> candidates) {
        AlertRecord alert = suspect.alert();
        Instant now = clock.instant();
        return new AlertRecordBuilder(
                        UUID.randomUUID().toString(),
                        alert.source(),
                        "ambiguous/" + alert.sourceKey(),
                        AlertKind.RAISE,
                        now)
                .resource(alert.resource())
                .origin(AlertOrigin.AMBIGUOUS)
                .in(alert.domain(), alert.topologyVersion())
                .candidates(candidates)
                .around(alert.nodes(), List.of(), alert.policies())
                .measured(alert.metric(), alert.value(), alert.threshold())
                .severity(alert.severity())
                .evidence(List.of(AlertRef.of(alert)))
                .raw(alert.raw())
                .build();
    }

    /** The end of an alarm that inference raised. */
    AlertRecord over(AlertRecord raised) {
        Instant now = clock.instant();
        return raised.toBuilder()
                .alertId(UUID.randomUUID().toString())
                .kind(AlertKind.CLEAR)
                .at(now, now)
                .evidence(List.of())
                .suppressedBy(null)
                .build();
    }

    private static String key(String linkId) {
        return "link/" + linkId;
    }
}
