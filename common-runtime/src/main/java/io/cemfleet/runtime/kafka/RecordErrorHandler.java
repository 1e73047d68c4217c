package io.cemfleet.runtime.kafka;

import java.time.Duration;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.listener.ConsumerRecordRecoverer;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;
import org.springframework.util.backoff.FixedBackOff;

/**
 * Handles a record on which a listener fails, by {@link RecordFaultKind}: a passing fault is retried without end; an
 * unclear one four times within two seconds; a record with a lasting fault goes to the dead letters at once, as do
 * unclear ones that did not pass. The records behind it follow in their order.
 *
 * <p>A batch listener must name the record on which it failed, as {@link BatchHalving} does.
 */
public final class RecordErrorHandler extends DefaultErrorHandler {
    private static final Logger LOG = LoggerFactory.getLogger(RecordErrorHandler.class);
    private static final long FIRST_WAIT = 200;
    private static final long LONGEST_WAIT = Duration.ofSeconds(5).toMillis();
    private static final long UNCLEAR_WAIT = 500;
    private static final long UNCLEAR_RETRIES = 3;

    public RecordErrorHandler(ConsumerRecordRecoverer recoverer) {
        super(recoverer, unlimitedRetries());
        setBackOffFunction((record, failure) -> backOff(RecordFaultKind.of(failure)));
        setClassifications(Map.of(), true);
        setCommitRecovered(true);
        setLogLevel(KafkaException.Level.DEBUG);
        setRetryListeners((record, failure, attempt) -> LOG.warn(
                "{}-{}@{} is not done, attempt {}: {}",
                record.topic(),
                record.partition(),
                record.offset(),
                attempt,
                DeadLetterReason.of(failure).code()));
    }

    private static BackOff backOff(RecordFaultKind kind) {
        return switch (kind) {
            case PASSING -> unlimitedRetries();
            case UNCLEAR -> new FixedBackOff(UNCLEAR_WAIT, UNCLEAR_RETRIES);
            case LASTING -> new FixedBackOff(0, 0);
        };
    }

    private static BackOff unlimitedRetries() {
        ExponentialBackOff backOff = new ExponentialBackOff(FIRST_WAIT, 2);
        backOff.setMaxInterval(LONGEST_WAIT);
        return backOff;
    }
}
