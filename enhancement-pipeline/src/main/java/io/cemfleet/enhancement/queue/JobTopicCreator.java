package io.cemfleet.enhancement.queue;

import io.cemfleet.runtime.kafka.KafkaFault;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.config.KafkaListenerEndpointRegistry;
import org.springframework.kafka.core.KafkaAdmin;
import org.springframework.kafka.listener.MessageListenerContainer;
import org.springframework.stereotype.Component;

/**
 * Creates missing topics, with retries until Kafka has accepted them, and then starts the listener of jobs. Without topics
 * the agent accepts no ticket and is not ready, and a listener would only fill the log.
 */
@Component
class JobTopicCreator implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(JobTopicCreator.class);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final KafkaAdmin admin;
    private final KafkaListenerEndpointRegistry listeners;
    private final ReentrantLock making = new ReentrantLock();
    private volatile boolean present;
    private volatile @Nullable Thread thread;

    JobTopicCreator(KafkaAdmin admin, KafkaListenerEndpointRegistry listeners) {
        this.admin = admin;
        this.listeners = listeners;
    }

    /**
     * Whether all topics exist. Only one caller at a time queries Kafka, since each query needs a client of its own.
     *
     * @param patience how long to wait for another caller's answer
     */
    boolean ensure(Duration patience) {
        if (present) {
            return true;
        }
        try {
            if (!making.tryLock(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        try {
            if (!present) {
                present = admin.initialize();
            }
            return present;
        } catch (RuntimeException e) {
            LOG.warn("Kafka cannot be asked for its topics: {}", KafkaFault.describe(e));
            return false;
        } finally {
            making.unlock();
        }
    }

    private void makeThem() {
        try {
            while (isRunning() && !ensure(PAUSE)) {
                Thread.sleep(PAUSE);
            }
            if (isRunning()) {
                startListener();
            }
        } catch (InterruptedException e) {
            LOG.debug("stopped before Kafka had the topics");
        }
    }

    private void startListener() {
        MessageListenerContainer jobs = listeners.getListenerContainer(JobListener.ID);
        if (jobs != null) {
            jobs.start();
        }
    }

    @Override
    public void start() {
        Thread made = Thread.ofVirtual().name("job-topics").unstarted(this::makeThem);
        thread = made;
        made.start();
    }

    @Override
    public void stop() {
        Thread stopped = thread;
        thread = null;
        if (stopped != null) {
            stopped.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }
}
