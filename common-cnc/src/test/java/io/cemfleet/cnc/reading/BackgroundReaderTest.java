package io.cemfleet.cnc.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BackgroundReaderTest {

    private final AtomicInteger readings = new AtomicInteger();
    private final CountDownLatch interrupted = new CountDownLatch(1);
    private volatile Runnable reading = () -> {};
    private final BackgroundReader reader = new BackgroundReader("test-reader", Duration.ZERO) {
        @Override
        protected void readOnce() {
            readings.incrementAndGet();
            reading.run();
        }

        @Override
        protected Duration pauseAfter(Duration took) {
            return Duration.ofMillis(1);
        }
    };

    @AfterEach
    void stop() {
        reader.stop();
    }

    @Test
    void anExceptionEndsOnlyItsOwnReading() {
        // given
        reading = () -> {
            throw new IllegalStateException("for this test");
        };
        // when
        reader.start();
        // then
        await().until(() -> readings.get() > 2);
        assertThat(reader.isRunning()).isTrue();
    }

    @Test
    void stopInterruptsAReadingAndNoOtherFollows() {
        // given
        reading = () -> {
            try {
                Thread.sleep(Duration.ofMinutes(5));
            } catch (InterruptedException e) {
                interrupted.countDown();
            }
        };
        reader.start();
        await().until(() -> readings.get() == 1);
        // when
        reader.stop();
        // then
        await().until(() -> interrupted.getCount() == 0);
        assertThat(reader.isRunning()).isFalse();
        assertThat(readings).hasValue(1);
    }
}
