package io.cemfleet.a2a.outbox;

import io.cemfleet.runtime.input.SafeText;
import io.cemfleet.runtime.time.SqlTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Writes what became of messages. What is lost in a crash of the database repeats a message, and the receiver knows it by
 * its task id; so no commit here waits for the disk.
 */
public final class OutboxSettler {
    private static final int REASON = 2000;

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;
    private final Clock clock;

    public OutboxSettler(JdbcClient jdbc, TransactionTemplate transactions, Clock clock) {
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
    }

    /**
     * Settles the messages of a request in one transaction. It does not wait for a transaction that is just appending to
     * one of the lanes while it holds others: such a lane follows in a transaction of its own.
     *
     * @param settlements lane by lane, from the first message on
     * @return whether messages that waited behind these are now first in their lanes
     */
    boolean settle(List<MessageSettlement> settlements) {
        Set<String> busy = settlements.stream()
                .filter(OutboxSettler::isRemoval)
                .map(MessageSettlement::lane)
                .collect(Collectors.toCollection(HashSet::new));
        boolean more = Objects.requireNonNull(transactions.execute(status -> {
            doNotAwaitTheDisk();
            busy.removeAll(tryLock(busy));
            return write(settlements.stream()
                    .filter(settlement -> !busy.contains(settlement.lane()))
                    .toList());
        }));
        for (String lane : busy) {
            more |= Objects.requireNonNull(transactions.execute(status -> {
                doNotAwaitTheDisk();
                lock(lane);
                return write(settlements.stream()
                        .filter(settlement -> settlement.lane().equals(lane))
                        .toList());
            }));
        }
        return more;
    }

    private static boolean isRemoval(MessageSettlement settlement) {
        return !(settlement instanceof MessageSettlement.Postponed);
    }

    private void doNotAwaitTheDisk() {
        jdbc.sql("set local synchronous_commit = off").update();
    }

    private List<String> tryLock(Collection<String> lanes) {
        return jdbc.sql(
                        """
                        select lane from unnest(:lanes::text[]) as lane
                        where pg_try_advisory_xact_lock(hashtextextended(lane, 0))""")
                .param("lanes", lanes.toArray(String[]::new))
                .query(String.class)
                .list();
    }

    private void lock(String lane) {
        jdbc.sql("select pg_advisory_xact_lock(hashtextextended(:lane, 0))")
                .param("lane", lane)
                .query((row, number) -> true)
                .single();
    }

    private boolean write(List<MessageSettlement> settlements) {
        delete(ofType(settlements, MessageSettlement.Delivered.class));
        putAside(ofType(settlements, MessageSettlement.DeadLetter.class));
        postpone(ofType(settlements, MessageSettlement.Postponed.class));
        return settlements.stream().anyMatch(OutboxSettler::isRemoval) && markHeads(settlements);
    }

    private void delete(List<MessageSettlement.Delivered> delivered) {
        if (delivered.isEmpty()) {
            return;
        }
        jdbc.sql("delete from a2a_outbox where position = any (:positions)")
                .param("positions", positions(delivered))
                .update();
    }

    private void putAside(List<MessageSettlement.DeadLetter> dead) {
        if (dead.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        update a2a_outbox set dead = true, head = false, dead_at = :now, last_error = letter.reason
                        from unnest(:positions::bigint[], :reasons::text[]) as letter (position, reason)
                        where a2a_outbox.position = letter.position""")
                .param("positions", positions(dead))
                .param("reasons", texts(dead, letter -> reason(letter.reason())))
                .param("now", SqlTime.utc(clock.instant()))
                .update();
    }

    private void postpone(List<MessageSettlement.Postponed> postponed) {
        if (postponed.isEmpty()) {
            return;
        }
        jdbc.sql(
                        """
                        update a2a_outbox set due_at = later.due::timestamptz, attempts = later.attempts,
                               last_error = later.reason,
                               failing_since = coalesce(nullif(later.failing, '')::timestamptz, failing_since)
                        from unnest(:positions::bigint[], :due::text[], :attempts::int[], :reasons::text[],
                                    :failing::text[]) as later (position, due, attempts, reason, failing)
                        where a2a_outbox.position = later.position and not dead""")
                .param("positions", positions(postponed))
                .param("due", texts(postponed, message -> time(clock.instant().plus(message.delay()))))
                .param(
                        "attempts",
                        postponed.stream()
                                .map(MessageSettlement.Postponed::attempts)
                                .toArray(Integer[]::new))
                .param("reasons", texts(postponed, message -> reason(message.reason())))
                .param("failing", texts(postponed, message -> time(message.failingSince())))
                .update();
    }

    /** Marks what now comes first in the lanes; it searches from the messages that were first on, not from the start. */
    private boolean markHeads(List<MessageSettlement> settled) {
        Map<String, Long> first = settled.stream()
                .collect(Collectors.toMap(MessageSettlement::lane, MessageSettlement::position, Math::min));
        return jdbc.sql(
                                """
                                update a2a_outbox set head = true
                                where position in (
                                    select next.position
                                    from unnest(:lanes::text[], :positions::bigint[]) as served (lane, position)
                                    cross join lateral (
                                        select waiting.position, waiting.head from a2a_outbox waiting
                                        where waiting.lane = served.lane and waiting.position >= served.position
                                          and not waiting.dead
                                        order by waiting.position limit 1) next
                                    where not next.head)""")
                        .param("lanes", first.keySet().toArray(String[]::new))
                        .param("positions", first.values().toArray(Long[]::new))
                        .update()
                > 0;
    }

    private static <S extends MessageSettlement> List<S> ofType(List<MessageSettlement> settlements, Class<S> type) {
        return settlements.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private static Long[] positions(List<? extends MessageSettlement> settlements) {
        return settlements.stream().map(MessageSettlement::position).toArray(Long[]::new);
    }

    private static <S> String[] texts(List<S> settlements, Function<S, String> text) {
        return settlements.stream().map(text).toArray(String[]::new);
    }

    /** In a list of texts an empty one stands for none. */
    private static String time(@Nullable Instant time) {
        return time == null ? "" : time.toString();
    }

    private static String reason(String reason) {
        return SafeText.cut(SafeText.clean(reason), REASON);
    }
}
