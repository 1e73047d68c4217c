package io.cemfleet.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.audit.AuditFixtures;
import io.cemfleet.audit.TrailTestBase;
import io.cemfleet.audit.trail.JdbcTrail;
import io.cemfleet.audit.trail.TrailNote;
import io.cemfleet.audit.trail.TrailVerifier;
import java.io.StringReader;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.PGConnection;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;

/** A trail that the encoder of an earlier version damaged is valid again by signed notes, and by nothing else. */
@SpringBootTest(properties = "cem.audit.segment-check=1d")
class TrailAnnotatorTest extends TrailTestBase {
    private static final Instant BEGINNING = Instant.parse("2026-01-10T12:00:00Z");
    private static final String HWAIR = "\uD800\uDF48";

    @Autowired
    private TrailSealer sealer;

    @Autowired
    private TrailAnnotator annotator;

    @Autowired
    private DaySealer segments;

    @Autowired
    private SigningKey key;

    @Autowired
    private DataSource database;

    @BeforeEach
    void anEmptyTrail() {
        emptyTrail(BEGINNING);
    }

    @Test
    void whatTheOldWriterDamagedIsAnnotatedByItsHashAndDaysSealAgain() throws Exception {
        int damaged = 0;
        for (int padding = 0; padding < 2; padding++) {
            // of equal length but for the padding, so that one of the two has a pair across the writer's buffers
            long sequence = seal(new LogEvent.Request(
                    UUID.randomUUID(),
                    AuditEventType.ERROR,
                    "INC-2026-0001",
                    "orchestrator",
                    "orchestrator",
                    CLOCK.instant(),
                    Map.of("text", "x".repeat(padding) + HWAIR.repeat(100_000))));
            damaged += writeAsBefore(sequence);
        }
        seal(AuditFixtures.telling("afterwards"));
        assertThat(damaged).isEqualTo(1);
        assertThat(check().valid()).isFalse();

        annotator.annotateSplitPairs();

        assertThat(check())
                .returns(true, TrailVerifier.TrailVerdict::valid)
                .returns(1, TrailVerifier.TrailVerdict::annotated);
        assertThat(check().notes().getFirst().proven()).isTrue();
        CLOCK.move(Duration.ofDays(1));
        await().untilAsserted(() -> {
            segments.sealDue();
            assertThat(check().segments()).isEqualTo(1);
        });
    }

    @ParameterizedTest
    @ValueSource(ints = {0x1F600, 0x10000, 0xE0001, 0x10FFFF, 0x20000})
    void anyCodePointIsFoundAgain(int codePoint) throws Exception {
        String text = "why?? \\ " + Character.toString(codePoint) + " and so on";
        long sequence = seal(new LogEvent.Request(
                UUID.randomUUID(),
                AuditEventType.ERROR,
                "INC-1",
                "NOC " + Character.toString(codePoint),
                "orchestrator",
                CLOCK.instant(),
                Map.of("text", text)));
        damage(sequence, "record", "\\\\ " + Character.toString(codePoint), "\\\\ ??");
        damage(sequence, "actor", Character.toString(codePoint), "??");

        annotator.annotateSplitPairs();

        assertThat(check())
                .returns(true, TrailVerifier.TrailVerdict::valid)
                .returns(1, TrailVerifier.TrailVerdict::annotated);
    }

    @Test
    void nothingElseIsAnnotated() throws Exception {
        long sequence = seal(AuditFixtures.telling("what?? " + HWAIR));
        damage(sequence, "record", "what", "that");
        damage(sequence, "record", HWAIR, "??");

        annotator.annotateSplitPairs();

        assertThat(check())
                .returns(false, TrailVerifier.TrailVerdict::valid)
                .returns(sequence, TrailVerifier.TrailVerdict::brokenAt);
    }

    @Test
    void anAdministratorAcceptsARowWithTwoQuestionMarksByASignedNoteThatShows() throws Exception {
        long sequence = seal(AuditFixtures.telling("lost: " + HWAIR + "\uD83D\uDE00"));
        long sound = seal(AuditFixtures.telling("sound??"));
        damage(sequence, "record", "lost: " + HWAIR + "\uD83D\uDE00", "lost: ????");

        assertThat(annotator.accept(sound, "no reason", "mallory")).isEmpty();
        assertThat(annotator.accept(sequence, "the buffers of 2025", "ada")).isPresent();

        TrailVerifier.TrailVerdict verdict = check();
        assertThat(verdict.valid()).isTrue();
        assertThat(verdict.notes())
                .singleElement()
                .returns(sequence, TrailVerifier.AnnotatedRow::sequence)
                .returns("the buffers of 2025", TrailVerifier.AnnotatedRow::reason)
                .returns(false, TrailVerifier.AnnotatedRow::proven);
        assertThat(jdbc.sql("select actor from audit_event where event_type = 'trail_annotated'")
                        .query(String.class)
                        .single())
                .isEqualTo("ada");
    }

    @Test
    void aNoteCoversOneStateOfItsRow() throws Exception {
        long sequence = seal(AuditFixtures.telling("before " + HWAIR));
        damage(sequence, "record", HWAIR, "??");
        annotator.annotateSplitPairs();
        assertThat(check().valid()).isTrue();

        damage(sequence, "record", "before", "behind");

        assertThat(check())
                .returns(false, TrailVerifier.TrailVerdict::valid)
                .returns(sequence, TrailVerifier.TrailVerdict::brokenAt);
    }

    @Test
    void aNoteWithoutTheAgentsSignatureHidesNothing() throws Exception {
        long sequence = seal(AuditFixtures.telling("the truth " + HWAIR));
        damage(sequence, "record", HWAIR, "??");
        annotator.annotateSplitPairs();
        damage(sequence, "record", "the truth", "something");
        String digest = digestOf(sequence);

        jdbc.sql(
                        """
                        update audit_event set record = (record::jsonb
                            || jsonb_build_object('details', record::jsonb -> 'details'
                               || jsonb_build_object('stored', :digest, 'repairs', '[]'::jsonb)))::text
                        where event_type = 'trail_annotated'""")
                .param("digest", digest)
                .update();

        assertThat(check())
                .returns(false, TrailVerifier.TrailVerdict::valid)
                .returns(sequence, TrailVerifier.TrailVerdict::brokenAt);
    }

    private long seal(LogEvent.Request event) throws Exception {
        return AuditFixtures.sequence(sealer.seal(event).get());
    }

    private TrailVerifier.TrailVerdict check() throws Exception {
        try (JdbcTrail trail = new JdbcTrail(database.getConnection())) {
            return new TrailVerifier(key.known()).check(trail, null);
        }
    }

    private String digestOf(long sequence) throws Exception {
        String[] digest = new String[1];
        try (JdbcTrail trail = new JdbcTrail(database.getConnection())) {
            trail.walk(sequence - 1, row -> {
                digest[0] = TrailNote.digest(row);
                return false;
            });
        }
        return digest[0];
    }

    private void damage(long sequence, String column, String what, String with) {
        int changed = jdbc.sql("update audit_event set " + column + " = replace(" + column + ", :what, :with)"
                        + " where id = :id and " + column + " like '%' || :like || '%'")
                .param("what", what)
                .param("with", with)
                .param("like", what.replace("\\", "\\\\"))
                .param("id", sequence)
                .update();
        assertThat(changed).isEqualTo(1);
    }

    /**
     * Writes a row again as the old writer did: text COPY through the driver's character encoder.
     *
     * @return 1 if damaged
     */
    private int writeAsBefore(long sequence) throws Exception {
        Map<String, Object> row = jdbc.sql("select * from audit_event where id = :id")
                .param("id", sequence)
                .query()
                .singleRow();
        jdbc.sql("delete from audit_event where id = :id").param("id", sequence).update();
        String line = String.join(
                "\t",
                row.values().stream()
                        .map(value -> value == null ? "\\N" : value.toString().replace("\\", "\\\\"))
                        .toList());
        try (Connection connection = database.getConnection()) {
            connection
                    .unwrap(PGConnection.class)
                    .getCopyAPI()
                    .copyIn("copy audit_event from stdin", new StringReader(line + "\n"));
        }
        return jdbc.sql("select count(*) from audit_event where id = :id and record like '%??%'")
                .param("id", sequence)
                .query(Integer.class)
                .single();
    }
}
