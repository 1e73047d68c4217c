package io.cemfleet.correlator.suppression;

import io.cemfleet.runtime.time.SqlTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The table {@code suppression}. */
@Repository
class SuppressionStore {
    private static final Logger LOG = LoggerFactory.getLogger(SuppressionStore.class);

    private final JdbcClient jdbc;

    SuppressionStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void insert(Suppression made) {
        jdbc.sql(
                        """
                        insert into suppression (id, kind, links, nodes, reason, author, starts_at, ends_at, created_at)
                        values (:id, :kind, :links, :nodes, :reason, :author, :starts, :ends, :created)""")
                .param("id", made.id())
                .param("kind", made.kind().wire())
                .param("links", made.links().toArray(String[]::new))
                .param("nodes", made.nodes().toArray(String[]::new))
                .param("reason", made.reason())
                .param("author", made.author())
                .param("starts", SqlTime.utc(made.startsAt()))
                .param("ends", SqlTime.utc(made.endsAt()))
                .param("created", SqlTime.utc(made.createdAt()))
                .update();
    }

    boolean end(UUID id, Suppression.SuppressionKind kind, String by, Instant at) {
        return jdbc.sql(
                                """
                                update suppression set ended_by = :by, ended_at = :at
                                where id = :id and kind = :kind and ended_at is null and ends_at > :at""")
                        .param("id", id)
                        .param("kind", kind.wire())
                        .param("by", by)
                        .param("at", SqlTime.utc(at))
                        .update()
                == 1;
    }

    boolean change(UUID id, Suppression.SuppressionKind kind, Instant endsAt, String reason, Instant now) {
        return jdbc.sql(
                                """
                                update suppression set ends_at = :ends, reason = :reason
                                where id = :id and kind = :kind and ended_at is null and ends_at > :now""")
                        .param("id", id)
                        .param("kind", kind.wire())
                        .param("ends", SqlTime.utc(endsAt))
                        .param("reason", reason)
                        .param("now", SqlTime.utc(now))
                        .update()
                == 1;
    }

    /** The suppressions that are not over yet. */
    List<Suppression> living(Instant now) {
        return jdbc
                .sql("select * from suppression where ended_at is null and ends_at > :now")
                .param("now", SqlTime.utc(now))
                .query(SuppressionStore::read)
                .list()
                .stream()
                .filter(Objects::nonNull)
                .toList();
    }

    Optional<Suppression> find(UUID id, Suppression.SuppressionKind kind) {
        return jdbc.sql("select * from suppression where id = :id and kind = :kind")
                .param("id", id)
                .param("kind", kind.wire())
                .query(SuppressionStore::read)
                .optional();
    }

    /** Newest first. */
    List<Suppression> list(Suppression.SuppressionKind kind, int offset, int limit) {
        return jdbc
                .sql(
                        """
                        select * from suppression where kind = :kind order by created_at desc, id
                        offset :offset limit :limit""")
                .param("kind", kind.wire())
                .param("offset", offset)
                .param("limit", limit)
                .query(SuppressionStore::read)
                .list()
                .stream()
                .filter(Objects::nonNull)
                .toList();
    }

    /** Null, and logged, where a row cannot be read: one bad row must not hide the others. */
    private static @Nullable Suppression read(ResultSet row, int number) throws SQLException {
        try {
            return readable(row);
        } catch (RuntimeException e) {
            LOG.warn("the suppression {} cannot be read and is left out: {}", row.getString("id"), e.toString());
            return null;
        }
    }

    private static Suppression readable(ResultSet row) throws SQLException {
        return new Suppression(
                row.getObject("id", UUID.class),
                Suppression.SuppressionKind.valueOf(row.getString("kind").toUpperCase(Locale.ROOT)),
                names(row, "links"),
                names(row, "nodes"),
                row.getString("reason"),
                row.getString("author"),
                SqlTime.instant(row, "starts_at"),
                SqlTime.instant(row, "ends_at"),
                SqlTime.instant(row, "created_at"),
                row.getString("ended_by"),
                SqlTime.instantOrNull(row, "ended_at"));
    }

    private static List<String> names(ResultSet row, String column) throws SQLException {
        @Nullable String[] names = (String[]) row.getArray(column).getArray();
        return Arrays.stream(names).filter(Objects::nonNull).toList();
    }
}
