package io.cemfleet.runtime.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waits for Kafka's acknowledgement that all in-sync replicas have a record. */
public final class KafkaAcknowledgement {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaAcknowledgement.class);

    private KafkaAcknowledgement() {}

    /**
     * Whether it arrived in time; if not, the record may have been written all the same. Any exception of Kafka's
     * client counts as false.
     *
     * @param what is sent, for the log
     */
    public static boolean in(Duration wait, String what, Supplier<? extends CompletableFuture<?>> sending) {
        try {
            sending.get().get(wait.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException | TimeoutException | RuntimeException e) {
            LOG.warn("Kafka did not acknowledge {}: {}", what, e.toString());
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
