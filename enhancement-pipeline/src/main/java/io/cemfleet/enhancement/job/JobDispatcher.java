package io.cemfleet.enhancement.job;

import io.cemfleet.runtime.schedule.GracefulThreadStop;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Claims jobs for the workers of this process, and renews their leases. */
@Component
public class JobDispatcher implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(JobDispatcher.class);

    private static final Duration STOP = Duration.ofSeconds(2);

    private final JobStore jobs;
    private final JobWorker worker;
    private final WorkerSettings settings;
    private final Clock clock;
    private final String name = "worker-" + UUID.randomUUID();
    private final Set<UUID> running = ConcurrentHashMap.newKeySet();
    private final BlockingQueue<Boolean> wakeups = new ArrayBlockingQueue<>(1);
    private volatile @Nullable ExecutorService threads;
    private Instant renewed = Instant.EPOCH;

    JobDispatcher(JobStore jobs, JobWorker worker, WorkerSettings settings, Clock clock, MeterRegistry meters) {
        this.jobs = jobs;
        this.worker = worker;
        this.settings = settings;
        this.clock = clock;
        meters.gauge("enhancement.running", running, Set::size);
    }

    /** Wakes the dispatcher, since there may be a job to claim. */
    public void wake() {
        boolean unused = wakeups.offer(true);
    }

    @Override
    public void start() {
        ExecutorService started = Executors.newVirtualThreadPerTaskExecutor();
        threads = started;
        started.execute(() -> loop(started));
    }

    /** Interrupts workers that are still busy after a moment: their leases end soon, and the jobs run again. */
    @Override
    public void stop() {
        ExecutorService stopped = threads;
        threads = null;
        if (stopped != null) {
            wake();
            GracefulThreadStop.of(stopped, STOP);
        }
    }

    @Override
    public boolean isRunning() {
        return threads != null;
    }

    private void loop(ExecutorService mine) {
        while (threads == mine) {
            try {
                round(mine);
                Boolean unused = wakeups.poll(settings.pollInterval().toMillis(), TimeUnit.MILLISECONDS);
            } catch (InterruptedException e) {
                return;
            } catch (RuntimeException e) {
                if (threads == mine) {
                    LOG.error("Jobs cannot be claimed: {}", e.getMessage());
                    LockSupport.parkNanos(settings.pollInterval().toNanos());
                }
            }
        }
    }

    private void round(ExecutorService mine) {
        Instant now = clock.instant();
        if (!running.isEmpty() && !now.isBefore(renewed.plus(settings.renew()))) {
            jobs.renew(name, List.copyOf(running), now.plus(settings.lease()));
            renewed = now;
        }
        int free = settings.workers() - running.size();
        if (free <= 0) {
            return;
        }
        for (ClaimedJob job : jobs.claim(name, free, settings, List.copyOf(running))) {
            running.add(job.jobId());
            mine.execute(() -> work(job));
        }
    }

    private void work(ClaimedJob job) {
        try {
            worker.work(job, name);
        } catch (RuntimeException e) {
            if (!isRunning()) {
                LOG.info("Job {} is given up, since the agent stops, and done again when its lease ends", job.jobId());
                return;
            }
            LOG.error("A worker failed for a reason nobody foresaw", e);
        } finally {
            running.remove(job.jobId());
            wake();
        }
    }
}
