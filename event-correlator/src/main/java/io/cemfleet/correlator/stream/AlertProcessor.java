package io.cemfleet.correlator.stream;

import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.Decision;
import io.cemfleet.correlator.alert.VerdictRecord;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.NullUnmarked;

/** Runs {@link Correlation} on each record; one that cannot be read goes to the dead letters with its reason. */
@NullUnmarked
final class AlertProcessor implements Processor<String, byte[], String, byte[]> {
    static final String ALARMS = "alarms";
    static final String LINKS = "links";
    static final String DOMAINS = "domains";
    static final String VERDICT_SINK = "verdicts";
    static final String INCIDENT_SINK = "incidents";
    static final String DEAD_SINK = "dead";

    private static final Duration SWEEP = Duration.ofMinutes(10);

    private final Rules rules;
    private ProcessorContext<String, byte[]> context;
    private Correlation correlation;

    AlertProcessor(Rules rules) {
        this.rules = rules;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> processorContext) {
        context = processorContext;
        JsonTable<AlarmState> alarms = new JsonTable<>(context.getStateStore(ALARMS), AlarmState.class);
        correlation = new Correlation(
                alarms,
                new JsonTable<>(context.getStateStore(LINKS), LinkState.class),
                new JsonTable<>(context.getStateStore(DOMAINS), DomainState.class),
                rules);
        context.schedule(
                SWEEP,
                PunctuationType.STREAM_TIME,
                now -> alarms.sweep(alarm -> !alarm.active()
                        && alarm.clearedAt() != null
                        && alarm.clearedAt().plus(rules.memory()).toEpochMilli() < now));
    }

    @Override
    public void process(Record<String, byte[]> record) {
        AlertRecord alert;
        try {
            alert = AlertJson.read(record.value(), AlertRecord.class);
        } catch (RuntimeException e) {
            bury(record, e);
            return;
        }
        Correlation.Result result = correlation.handle(alert);
        VerdictRecord verdict = result.verdict();
        if (verdict != null) {
            context.forward(record.withValue(AlertJson.bytes(verdict)), VERDICT_SINK);
        }
        for (Decision decision : result.decisions()) {
            context.forward(record.withValue(AlertJson.bytes(decision)), INCIDENT_SINK);
        }
    }

    private void bury(Record<String, byte[]> record, RuntimeException e) {
        String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        Record<String, byte[]> dead = record.withHeaders(record.headers());
        dead.headers().add("reason", reason.getBytes(StandardCharsets.UTF_8));
        context.forward(dead, DEAD_SINK);
    }
}
