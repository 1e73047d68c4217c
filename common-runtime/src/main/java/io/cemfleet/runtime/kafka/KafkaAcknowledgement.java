package io.cemfleet.runtime.kafka;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Waiting for Kafka's word that all in-sync replicas have what was sent. */
public final class KafkaAcknowledgement {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaAcknowledgement.class);

    private KafkaAcknowledgement() {}

    /**
     * Whether it came in time; if not, what was sent may be there all the same. Whatever Kafka's client throws is a no.
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
