package io.cemfleet.io.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.core.convert.ConversionService;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Reads logins from Spring Session's tables, and ends sessions other than the request's own. */
@Repository
public class SessionStore {
    /** The session attribute that holds a login, as a text. */
    static final String LOGIN = "login";

    private static final int ALL = Integer.MAX_VALUE;

    private static final JsonMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final JdbcClient jdbc;
    private final ConversionService attributes;
    private final Clock clock;

    SessionStore(JdbcClient jdbc, ConversionService springSessionConversionService, Clock clock) {
        this.jdbc = jdbc;
        this.attributes = springSessionConversionService;
        this.clock = clock;
    }

    /** @param id of the session in lists; not what its cookie says */
    record StoredSession(String id, String sessionId, PersonLogin login, Instant lastSeen, Instant expires) {}

    /**
     * Sessions that have not expired, newest first.
     *
     * @param identity of one person, null for all
     */
    List<StoredSession> list(@Nullable String identity, int limit) {
        return jdbc
                .sql(
                        """
                        select s.primary_id, s.session_id, s.last_access_time, s.expiry_time, a.attribute_bytes
                        from spring_session s join spring_session_attributes a
                          on a.session_primary_id = s.primary_id and a.attribute_name = 'login'
                        where s.expiry_time > :now and (:identity::text is null or s.principal_name = :identity)
                        order by s.creation_time desc limit :limit""")
                .param("now", clock.millis())
                .param("identity", identity)
                .param("limit", limit)
                .query((row, number) -> kept(row))
                .list()
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** @param identity of the person whose session it must be, null for anyone's */
    Optional<StoredSession> find(String id, @Nullable String identity) {
        return list(identity, ALL).stream().filter(kept -> kept.id().equals(id)).findFirst();
    }

    void end(String id) {
        jdbc.sql("delete from spring_session where primary_id = :id")
                .param("id", id)
                .update();
    }

    /** Ends a person's sessions in other roles than this login's. */
    void endOtherRoles(PersonLogin login) {
        list(login.identity(), ALL).stream()
                .filter(kept -> kept.login().role() != login.role())
                .forEach(kept -> end(kept.id()));
    }

    /**
     * Ends the sessions that the identity provider has ended.
     *
     * @param subject null: by the provider's session alone
     * @param providerSession null: all sessions of the person
     */
    public void endOfProvider(@Nullable String subject, @Nullable String providerSession) {
        String identity = subject == null ? null : PersonLogin.identity(PersonLogin.Source.OIDC, subject);
        list(identity, ALL).stream()
                .filter(kept -> kept.login().source() == PersonLogin.Source.OIDC)
                .filter(kept ->
                        providerSession == null || Objects.equals(kept.login().providerSession(), providerSession))
                .forEach(kept -> end(kept.id()));
    }

    /** Which of these sessions, named as their cookies name them, have neither expired nor been ended. */
    public Set<String> living(Collection<String> sessionIds) {
        return new HashSet<>(
                jdbc.sql("select session_id from spring_session where session_id = any(:ids) and expiry_time > :now")
                        .param("ids", sessionIds.toArray(String[]::new))
                        .param("now", clock.millis())
                        .query(String.class)
                        .list());
    }

    String written(PersonLogin login) {
        try {
            return JSON.writeValueAsString(login);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a login cannot be written", e);
        }
    }

    /** Empty when another version of the console wrote it in a form that this one does not know. */
    Optional<PersonLogin> read(String written) {
        try {
            return Optional.of(JSON.readValue(written, PersonLogin.class));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private Optional<StoredSession> kept(ResultSet row) throws SQLException {
        Object written = attributes.convert(row.getBytes("attribute_bytes"), Object.class);
        String id = row.getString("primary_id");
        String sessionId = row.getString("session_id");
        Instant lastSeen = Instant.ofEpochMilli(row.getLong("last_access_time"));
        Instant expires = Instant.ofEpochMilli(row.getLong("expiry_time"));
        return written instanceof String text
                ? read(text).map(login -> new StoredSession(id, sessionId, login, lastSeen, expires))
                : Optional.empty();
    }
}
