package io.cemfleet.audit.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.LogEvent;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.audit.AuditFixtures;
import io.cemfleet.audit.trail.HashChain;
import io.cemfleet.audit.trail.JdbcTrail;
import io.cemfleet.audit.trail.SealedEvent;
import io.cemfleet.audit.trail.TrailVerifier;
import io.cemfleet.runtime.testing.FleetPostgres;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What is hashed, what is stored and what is read back are the same bytes. */
@SpringBootTest
class ExactBytesTest {
    private static final PeerStub PEERS = PeerStub.start();
    private static final String GOTHIC_HWAIR = "\uD800\uDF48";

    @Autowired
    private TrailSealer sealer;

    @Autowired
    private SigningKey key;

    @Autowired
    private RecordCodec text;

    @Autowired
    private DataSource database;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        FleetPostgres.register(registry, "audit");
        PEERS.register(registry);
    }

    @AfterEach
    void theTrailIsStillValid() throws Exception {
        try (JdbcTrail trail = new JdbcTrail(database.getConnection())) {
            assertThat(new TrailVerifier(key.known()).check(trail, null))
                    .returns(true, TrailVerifier.TrailVerdict::valid)
                    .returns(null, TrailVerifier.TrailVerdict::reason);
        }
    }

    @Test
    void everyCodePointOfUnicodeIsStoredAsHashed() throws Exception {
        List<Integer> codePoints = new ArrayList<>(IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(c -> c < Character.MIN_SURROGATE || c > Character.MAX_SURROGATE)
                .boxed()
                .toList());
        Collections.shuffle(codePoints, new Random(10));
        List<LogEvent.Request> events = new ArrayList<>();
        for (int from = 0; from < codePoints.size(); from += 20_000) {
            StringBuilder all = new StringBuilder();
            codePoints.subList(from, Math.min(from + 20_000, codePoints.size())).forEach(all::appendCodePoint);
            events.add(AuditFixtures.telling(all.toString()));
        }

        assertReadBack(events);
    }

    @ParameterizedTest
    @ValueSource(ints = {8 * 1024, 16 * 1024, 32 * 1024, 64 * 1024, 128 * 1024, 256 * 1024})
    void aCharacterOnTheEdgeOfABufferIsStoredAsHashed(int buffer) throws Exception {
        List<LogEvent.Request> events = new ArrayList<>();
        for (int around = -4; around <= 4; around++) {
            events.add(AuditFixtures.telling("x".repeat(buffer + around) + GOTHIC_HWAIR + "y"));
            events.add(AuditFixtures.telling("x" + "é" + GOTHIC_HWAIR.repeat((buffer + around) / 2)));
            events.add(AuditFixtures.telling("√".repeat((buffer + around) / 3) + GOTHIC_HWAIR));
        }

        assertReadBack(events);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void textsOfAllKindsAndLengthsAreStoredAsTheyWereHashed(long seed) throws Exception {
        Random random = new Random(seed);
        List<LogEvent.Request> events = IntStream.range(0, 200)
                .mapToObj(i -> new LogEvent.Request(
                        UUID.randomUUID(),
                        AuditEventType.ERROR,
                        randomText(random, 1 + random.nextInt(60)),
                        randomText(random, 1 + random.nextInt(60)),
                        randomText(random, 1 + random.nextInt(60)),
                        Instant.now(),
                        Map.of("text", randomText(random, random.nextInt(5000)), "\\N", "\t\r\n\\.\"")))
                .toList();

        assertReadBack(events);
    }

    @Test
    void numbersNamesAndTheirOrderAreKeptAsSealed() throws Exception {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("z", 1.0);
        details.put("a", new BigDecimal("1e400"));
        details.put("", new BigInteger("9".repeat(500)));
        details.put("nul", "\u0000");
        details.put("Z", -0.0);
        details.put("tiny", new BigDecimal("1E-400"));

        assertReadBack(List.of(AuditFixtures.event(AuditFixtures.incident(), AuditEventType.ERROR, details)));
    }

    @Test
    void aSurrogateWithoutItsPairIsNeverWritten() {
        SealedEvent event = row("\uD800");

        assertThatThrownBy(() -> BinaryCopy.of(List.of(event)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("surrogate");
    }

    private void assertReadBack(List<LogEvent.Request> events) throws Exception {
        List<CompletableFuture<SealOutcome>> sealing =
                events.stream().map(sealer::seal).toList();
        long before = AuditFixtures.sequence(sealing.getFirst().get()) - 1;
        long last = AuditFixtures.sequence(sealing.getLast().get());
        List<SealedEvent> rows = new ArrayList<>();
        try (JdbcTrail trail = new JdbcTrail(database.getConnection())) {
            trail.walk(before, row -> {
                rows.add(row);
                return row.sequence() < last;
            });
        }
        assertThat(rows).hasSameSizeAs(events);
        for (int i = 0; i < rows.size(); i++) {
            SealedEvent row = rows.get(i);
            LogEvent.Request event = events.get(i);
            assertThat(row.record()).isEqualTo(text.write(event));
            assertThat(row.hash()).isEqualTo(HashChain.hash(row.previousHash(), row.sequence(), row.record()));
            assertThat(row.actor()).isEqualTo(event.actor());
            assertThat(row.sourceAgent()).isEqualTo(event.sourceAgent());
            assertThat(row.incidentId()).isEqualTo(event.incidentId());
        }
    }

    private static SealedEvent row(String actor) {
        Instant now = Instant.EPOCH;
        return new SealedEvent(1, UUID.randomUUID(), "error", null, actor, "a", now, now, "{}", "0", "0");
    }

    /** From all planes alike, some marks that combine with what is before them, and no control characters. */
    private static String randomText(Random random, int codePoints) {
        StringBuilder made = new StringBuilder("a");
        while (made.codePointCount(0, made.length()) < codePoints) {
            int plane = random.nextInt(17) << 16;
            int codePoint = random.nextInt(8) == 0 ? 0x300 + random.nextInt(0x70) : plane | random.nextInt(1 << 16);
            if (!Character.isISOControl(codePoint) && Character.getType(codePoint) != Character.SURROGATE) {
                made.appendCodePoint(codePoint);
            }
        }
        return made.toString();
    }
}
