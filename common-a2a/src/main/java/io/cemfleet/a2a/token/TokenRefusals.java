package io.cemfleet.a2a.token;

import io.cemfleet.a2a.message.AgentName;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts refused tokens by reason ({@code cem.tokens.refused}), and logs callers whose clock is wrong. */
public final class TokenRefusals {
    private static final Logger LOG = LoggerFactory.getLogger(TokenRefusals.class);
    private static final long LOGGED_EVERY = Duration.ofMinutes(1).toNanos();

    private final MeterRegistry meters;
    private final Map<AgentName, Long> logged = new EnumMap<>(AgentName.class);

    public TokenRefusals(MeterRegistry meters) {
        this.meters = meters;
        for (TokenFault fault : TokenFault.values()) {
            counter(fault);
        }
    }

    private Counter counter(TokenFault fault) {
        return Counter.builder("cem.tokens.refused")
                .description("Agents' tokens that were refused")
                .tag("reason", fault.label())
                .register(meters);
    }

    TokenVerdict.Refused refused(TokenFault fault) {
        counter(fault).increment();
        return new TokenVerdict.Refused(fault);
    }

    /**
     * Logs, once a minute for each caller, by how much its clock differs.
     *
     * @param ahead negative when the caller is behind
     */
    void clock(AgentName caller, Duration ahead) {
        if (first(caller)) {
            LOG.warn(
                    "tokens of {} are refused: its clock is {} s {} this one, {} s are allowed",
                    caller.wire(),
                    ahead.abs().toSeconds(),
                    ahead.isNegative() ? "or more behind" : "ahead of",
                    AgentTokens.SKEW.toSeconds());
        }
    }

    private synchronized boolean first(AgentName caller) {
        long now = System.nanoTime();
        Long before = logged.get(caller);
        if (before != null && now - before < LOGGED_EVERY) {
            return false;
        }
        logged.put(caller, now);
        return true;
    }
}
