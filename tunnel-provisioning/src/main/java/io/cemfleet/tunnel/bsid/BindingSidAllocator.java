package io.cemfleet.tunnel.bsid;

import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Allocates binding SIDs: each is used once at its head-end until its tunnel was read back as gone. */
@Component
public class BindingSidAllocator {
    private final JdbcClient jdbc;

    BindingSidAllocator(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Allocates a free label for a tunnel within the caller's transaction; empty when all are in use. */
    public OptionalInt take(String headEnd, String tunnelId, IntStream block, Set<Integer> usedInNetwork) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext(:lock))")
                .param("lock", "binding_sid:" + headEnd)
                .query((row, n) -> true)
                .single();
        var used = new HashSet<>(usedInNetwork);
        used.addAll(jdbc.sql("select label from binding_sid where head_end = :head")
                .param("head", headEnd)
                .query(Integer.class)
                .list());
        OptionalInt free = block.filter(label -> !used.contains(label)).findFirst();
        free.ifPresent(
                label -> jdbc.sql("insert into binding_sid (head_end, label, tunnel_id) values (:head, :label, :id)")
                        .param("head", headEnd)
                        .param("label", label)
                        .param("id", tunnelId)
                        .update());
        return free;
    }

    /** Releases a tunnel's label. */
    public boolean release(String tunnelId) {
        return jdbc.sql("delete from binding_sid where tunnel_id = :id")
                        .param("id", tunnelId)
                        .update()
                > 0;
    }

    /** How many are allocated. */
    public long held() {
        return jdbc.sql("select count(*) from binding_sid").query(Long.class).single();
    }
}
