package io.cemfleet.correlator.stream;

import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.stereotype.Component;

/** Up only while alerts are being correlated. */
@Component("streams")
class StreamHealth extends AbstractHealthIndicator {
    private final StreamEngine engine;

    StreamHealth(StreamEngine engine) {
        super("the stream's state is not known");
        this.engine = engine;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        (engine.isCorrelating() ? builder.up() : builder.down()).withDetail("state", engine.state());
    }
}
