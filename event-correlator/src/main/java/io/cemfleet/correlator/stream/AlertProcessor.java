package io.cemfleet.correlator.stream;

import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.VerdictRecord;
import io.cemfleet.runtime.kafka.DeadLetterReason;
import io.cemfleet.runtime.kafka.DeadLetterRecoverer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.NullUnmarked;

/**
 * Runs {@link AlertCorrelation} on each record. One that it cannot handle goes to the dead letters with its reason and
 * changes nothing in the stores; only failures of Kafka itself end the stream's thread.
 */
@NullUnmarked
final class AlertProcessor implements Processor<String, byte[], String, byte[]> {
    static final String VERDICT_SINK = "verdicts";
    static final String INCIDENT_SINK = "incidents";
    static final String DEAD_SINK = "dead";

    /** Bytes; the producer's limit less what headers take. */
    private static final int LARGEST = 1_000_000;

    /** Between two commits that decisions ask for: in a storm each commit would cost more than the alerts. */
    private static final long COMMIT_PAUSE_MS = 20;

    private static final Duration SWEEP = Duration.ofMinutes(10);

    private final CorrelationRules rules;
    private ProcessorContext<String, byte[]> context;
    private AlertCorrelation correlation;
    private JsonStateTables tables;
    private long commitAsked;

    AlertProcessor(CorrelationRules rules) {
        this.rules = rules;
    }

    @Override
    public void init(ProcessorContext<String, byte[]> processorContext) {
        context = processorContext;
        tables = new JsonStateTables(name -> context.getStateStore(name));
        correlation = new AlertCorrelation(tables, rules);
        JsonStateTable<AlarmState> alarms = tables.table(StateTables.ALARMS, AlarmState.class);
        context.schedule(
                SWEEP,
                PunctuationType.STREAM_TIME,
                now -> alarms.sweep(alarm -> !alarm.active()
                        && alarm.clearedAt() != null
                        && alarm.clearedAt().plus(rules.memory()).toEpochMilli() < now));
    }

    @Override
    public void process(Record<String, byte[]> record) {
        SerializedResult correlated;
        try {
            correlated = correlate(record.value());
        } catch (KafkaException e) {
            throw e;
        } catch (RuntimeException e) {
            tables.forget();
            bury(record, e);
            return;
        }
        tables.save();
        if (correlated.verdict() != null) {
            context.forward(record.withValue(correlated.verdict()), VERDICT_SINK);
        }
        correlated.decisions().forEach(decision -> context.forward(record.withValue(decision), INCIDENT_SINK));
        if (!correlated.decisions().isEmpty()) {
            commit();
        }
    }

    /** A decision does not wait for the commit interval, which an idle stream checks seldom. */
    private void commit() {
        long now = context.currentSystemTimeMs();
        if (now - commitAsked >= COMMIT_PAUSE_MS) {
            commitAsked = now;
            context.commit();
        }
    }

    /** The serialized records to write. */
    private record SerializedResult(byte[] verdict, List<byte[]> decisions) {}

    private SerializedResult correlate(byte[] value) {
        AlertCorrelation.CorrelationResult result = correlation.handle(AlertJson.read(value, AlertRecord.class));
        VerdictRecord verdict = result.verdict();
        return new SerializedResult(
                verdict == null ? null : written(verdict),
                result.decisions().stream().map(AlertProcessor::written).toList());
    }

    /** A record that the producer refuses would abort the transaction, and the stream would repeat it for ever. */
    private static byte[] written(Object result) {
        byte[] json = AlertJson.bytes(result);
        if (json.length > LARGEST) {
            throw new IllegalArgumentException("its result has " + json.length + " bytes, more than a record may have");
        }
        return json;
    }

    private void bury(Record<String, byte[]> record, RuntimeException e) {
        boolean fits = record.value() == null || record.value().length <= LARGEST;
        Record<String, byte[]> dead = fits ? record : record.withValue(null);
        dead = dead.withHeaders(record.headers());
        dead.headers()
                .add(DeadLetterRecoverer.REASON, DeadLetterReason.of(e).text().getBytes(StandardCharsets.UTF_8));
        context.forward(dead, DEAD_SINK);
    }
}
