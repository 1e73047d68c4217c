package io.cemfleet.a2a.token;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cemfleet.runtime.time.SqlTime;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Lets a token in once, where a repeat of the request is not answered from memory.
 *
 * <p>What changes something is kept in the table {@code a2a_used_token}, so that a token is good for one change at all
 * instances of an agent together, and after a restart. What only reads is kept in memory, by each process for itself: a
 * token for a read can be used once at each instance, and again after a restart, and never longer than it lives.
 */
public final class OneTimeTokens {
    /** Reads that are remembered; beyond them, the tokens of some could be used again within their minute. */
    static final int REMEMBERED_READS = 100_000;

    private static final Duration LONGEST = AgentTokens.LIFETIME.plus(AgentTokens.SKEW.multipliedBy(2));
    private static final Set<String> READS = Set.of("GET", "HEAD", "OPTIONS");

    private final Cache<UUID, Boolean> reads = Caffeine.newBuilder()
            .expireAfterWrite(LONGEST)
            .maximumSize(REMEMBERED_READS)
            .build();
    private final JdbcClient jdbc;
    private final TokenRefusals refusals;

    public OneTimeTokens(JdbcClient jdbc, TokenRefusals refusals) {
        this.jdbc = jdbc;
        this.refusals = refusals;
    }

    /**
     * The same token, or refused as {@link TokenFault#REPEATED}.
     *
     * @param method of the request: GET, HEAD and OPTIONS read, all others change
     * @throws org.springframework.dao.DataAccessException when a change cannot be looked up
     */
    public TokenVerdict use(TokenVerdict.Genuine token, String method) {
        return READS.contains(method) ? read(token) : change(token);
    }

    /** For a request without an effect, of any method. */
    public TokenVerdict read(TokenVerdict.Genuine token) {
        boolean first = reads.asMap().putIfAbsent(token.id(), true) == null;
        return first ? token : refusals.refused(TokenFault.REPEATED);
    }

    private TokenVerdict change(TokenVerdict.Genuine token) {
        int inserted = jdbc.sql(
                        "insert into a2a_used_token (id, expires_at) values (:id, :expires) on conflict do nothing")
                .param("id", token.id())
                .param("expires", SqlTime.utc(token.expires()))
                .update();
        return inserted == 1 ? token : refusals.refused(TokenFault.REPEATED);
    }
}
