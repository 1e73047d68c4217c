package io.cemfleet.runtime.defaults;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.Name;

/**
 * The factor by which waits that people sit through are shortened: 1 in production, more in a demo.
 *
 * @param factor waits are divided by it, at least 1
 */
@ConfigurationProperties("cem")
public record TimeScale(@Name("time-scale") @DefaultValue("1") double factor) {
    public TimeScale {
        if (!(factor >= 1)) {
            throw new IllegalArgumentException("cem.time-scale must be 1 or more, was " + factor);
        }
    }

    /** The wait after division by the factor. */
    public Duration of(Duration nominal) {
        return Duration.ofNanos((long) (nominal.toNanos() / factor));
    }
}
