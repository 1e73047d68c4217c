package io.cemfleet.enhancement.job;

import io.cemfleet.runtime.schedule.ClaimingDispatcher;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Claims jobs for the workers of this process, and renews their leases. */
@Component
public class JobDispatcher extends ClaimingDispatcher {
    private static final Logger LOG = LoggerFactory.getLogger(JobDispatcher.class);
    /** Workers that are still busy are interrupted then: their leases end soon, and the jobs run again. */
    private static final Duration STOP = Duration.ofSeconds(2);

    private final JobLeases leases;
    private final JobWorker worker;
    private final WorkerSettings settings;
    private final Clock clock;
    private final String name = "worker-" + UUID.randomUUID();
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();
    private Instant renewed = Instant.EPOCH;

    JobDispatcher(JobLeases leases, JobWorker worker, WorkerSettings settings, Clock clock, MeterRegistry meters) {
        super("Jobs", settings.pollInterval(), STOP);
        this.leases = leases;
        this.worker = worker;
        this.settings = settings;
        this.clock = clock;
        meters.gauge("enhancement.running", running, Set::size);
    }

    @Override
    protected boolean claim(Executor threads) {
        renewLeases();
        int free = settings.workers() - running.size();
        if (free <= 0) {
            return true;
        }
        for (ClaimedJob job : leases.claim(name, free, List.copyOf(running))) {
            running.add(job.jobId());
            threads.execute(() -> work(job));
        }
        return true;
    }

    private void renewLeases() {
        Instant now = clock.instant();
        if (running.isEmpty() || now.isBefore(renewed.plus(settings.renew()))) {
            return;
        }
        leases.renew(name, List.copyOf(running));
        renewed = now;
    }

    private void work(ClaimedJob job) {
        try {
            worker.work(job);
        } catch (RuntimeException e) {
            if (!isRunning()) {
                LOG.info("Job {} is given up, since the agent stops, and done again when its lease ends", job.jobId());
                return;
            }
            LOG.error("A worker failed unexpectedly", e);
        } finally {
            running.remove(job.jobId());
            wake();
        }
    }
}
