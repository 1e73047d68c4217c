package io.cemfleet.audit.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cemfleet.a2a.testing.TestKeys;
import io.cemfleet.audit.AuditFixtures;
import io.cemfleet.audit.TrailTestBase;
import io.cemfleet.audit.seal.DaySealer;
import io.cemfleet.audit.seal.TrailSealer;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.core.env.Environment;

/** Days, retention and the verifier, on a trail that was begun in January 2025. */
@SpringBootTest(properties = "cem.audit.segment-check=1d")
class VerifyAuditTest extends TrailTestBase {
    private static final Instant BEGINNING = Instant.parse("2025-01-10T12:00:00Z");

    @Autowired
    private TrailSealer sealer;

    @Autowired
    private DaySealer segments;

    @Autowired
    private Environment environment;

    private final ByteArrayOutputStream said = new ByteArrayOutputStream();

    @BeforeEach
    void threeDaysOfFiveRows() {
        emptyTrail(BEGINNING);
        for (int day = 0; day < 3; day++) {
            IntStream.range(0, 5)
                    .mapToObj(i -> sealer.seal(AuditFixtures.stateChange("INC-2025-0001")))
                    .toList()
                    .forEach(CompletableFuture::join);
            CLOCK.move(Duration.ofDays(1));
        }
    }

    @Test
    void aDayIsSealedOnceAfterItsEnd() throws Exception {
        CLOCK.set(Instant.parse("2025-01-12T00:04:00Z"));
        assertThat(segments.sealDue()).isEqualTo(1);
        CLOCK.set(Instant.parse("2025-01-13T00:06:00Z"));
        assertThat(segments.sealDue()).isEqualTo(2);
        assertThat(segments.sealDue()).isZero();

        assertThat(verify()).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("valid: 15 rows, 3 sealed days", "row 15");
    }

    @Test
    void aLateRowIsNotRecordedInADayThatIsSealed() throws Exception {
        CLOCK.set(Instant.parse("2025-01-13T00:06:00Z"));
        segments.sealDue();
        CLOCK.set(Instant.parse("2025-01-12T23:59:00Z"));

        sealer.seal(AuditFixtures.stateChange("INC-2025-0001")).join();

        assertThat(verify()).isZero();
        assertThat(jdbc.sql("select recorded_at from audit_event order by id desc limit 1")
                        .query(Instant.class)
                        .single())
                .isEqualTo(Instant.parse("2025-01-13T00:00:00Z"));
    }

    @Test
    void retentionDropsWholeDaysAndKeepsTheirRoots() throws Exception {
        segments.sealDue();
        CLOCK.set(Instant.parse("2026-01-12T01:00:00Z"));

        jdbc.sql("alter table audit_event enable trigger audit_event_append_only")
                .update();
        assertThat(segments.dropDue()).isEqualTo(2);

        assertThat(jdbc.sql("select min(id) from audit_event").query(Long.class).single())
                .isEqualTo(11);
        assertThat(verify()).isZero();
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("valid: 5 rows, 3 sealed days");
        assertThatThrownBy(() -> jdbc.sql("delete from audit_event").update()).hasMessageContaining("append-only");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            update audit_event set record = replace(record, 'assessing', 'computing') where id = 7 | row 7: its record was changed
            delete from audit_event where id = 7                                                   | row 7 is missing
            delete from audit_event where id > 12                                                  | rows 13 to 15 are missing
            insert into audit_event select 16, gen_random_uuid(), event_type, incident_id, actor, source_agent, occurred_at, recorded_at, record, previous_hash, hash from audit_event where id = 15 | row 16
            update audit_segment set last_hash = previous_hash where first_sequence = 6            | the root of 2025-01-11 does not bear its signature
            delete from audit_event where id <= 5                                                  | rows 1 to 5 are missing
            """)
    void whatIsDoneBehindTheAgentsBackIsNamedByTheTableAndByItsExport(
            String tampering, String reason, @TempDir Path folder) throws Exception {
        segments.sealDue();
        Path export = folder.resolve("trail.jsonl");

        jdbc.sql(tampering).update();

        assertThat(verify("--export", export.toString())).isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains("broken at row", reason);
        said.reset();
        assertThat(verify(
                        "--file",
                        export.toString(),
                        "--key",
                        TestKeys.directory().resolve("audit.pub").toString()))
                .isEqualTo(1);
        assertThat(said.toString(StandardCharsets.UTF_8)).contains(reason);
    }

    @Test
    void aDayWhoseRowsDoNotVerifyIsNotSigned() throws Exception {
        jdbc.sql("update audit_event set record = replace(record, 'assessing', 'computing') where id = 7")
                .update();

        assertThat(segments.sealDue()).isEqualTo(1);
    }

    @Test
    void whatCannotBeCheckedIsNotCalledValid(@TempDir Path folder) throws Exception {
        Path rubbish = Files.writeString(folder.resolve("rubbish"), "no JSON");

        assertThat(verify("--file", rubbish.toString())).isEqualTo(2);
        assertThat(verify("--key", rubbish.toString())).isEqualTo(2);
        assertThat(verify("--what")).isEqualTo(2);
        assertThat(new VerifyAudit(Map.of(), print()).run(List.of())).isEqualTo(2);
    }

    private int verify(String... options) {
        Map<String, String> settings = Map.of(
                "SPRING_DATASOURCE_URL", environment.getRequiredProperty("spring.datasource.url"),
                "SPRING_DATASOURCE_USERNAME", environment.getRequiredProperty("spring.datasource.username"),
                "SPRING_DATASOURCE_PASSWORD", environment.getRequiredProperty("spring.datasource.password"),
                "CEM_A2A_KEY_DIRECTORY", TestKeys.directory().toString());
        return new VerifyAudit(settings, print()).run(Arrays.asList(options));
    }

    private PrintStream print() {
        return new PrintStream(said, true, StandardCharsets.UTF_8);
    }
}
