package io.cemfleet.enhancement.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.enhancement.EnhancementTest;
import io.cemfleet.enhancement.tenant.TenantScope;
import io.cemfleet.runtime.testing.FleetJson;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class WebhookTest extends EnhancementTest {
    @Autowired
    private TenantScope scope;

    @ParameterizedTest
    @ValueSource(strings = {"sha256=", ""})
    void aSignedTicketIsQueuedAndPromised(String prefix) {
        String body = event(freshTicket()).toString();

        Answer answer = webhook(body, prefix + hmac(SECRET, body));

        assertThat(answer.status()).isEqualTo(202);
        assertThat(answer.body().path("status").asText()).isEqualTo("accepted");
        assertThat(answer.body().path("message").asText()).isNotBlank();
        soon().untilAsserted(() -> assertThat(jobState(jobOf(answer))).isEqualTo("done"));
    }

    @Test
    void aTamperedTicketGets401AndNoJob() {
        String ticket = freshTicket();
        String body = event(ticket).toString();

        Answer answer = webhook(body.replace("slow", "fast"), "sha256=" + hmac(SECRET, body));

        assertThat(answer.status()).isEqualTo(401);
        assertThat(jobs(ticket)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256=", "sha256=zz", "md5=00", "sha256=00"})
    void aSignatureThatIsNoneGets401(String signature) {
        assertThat(webhook(event(freshTicket()).toString(), signature).status()).isEqualTo(401);
    }

    @Test
    void aReplayedTicketGetsTheSameJobAndIsDoneOnce() {
        String ticket = freshTicket();
        ObjectNode event = event(ticket);

        Answer first = webhook(event);
        awaitHistory(ticket, "completed");
        Answer second = webhook(event);
        Answer third = webhook(event.put("correlation_id", UUID.randomUUID().toString()));

        assertThat(second).isEqualTo(first);
        assertThat(third).isEqualTo(first);
        assertThat(jobs(ticket)).isEqualTo(1);
        assertThat(stages.written)
                .filteredOn(line -> line.startsWith(ticket + '|'))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(longs = {-301, 45, 86_400})
    void aTicketThatIsStaleOrFromTheFutureGets401(long seconds) {
        String at = Instant.now().plusSeconds(seconds).toString();
        assertThat(webhook(event(freshTicket()).put("created_at", at)).status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(longs = {-280, 20})
    void aTicketWithinTheWindowIsTaken(long seconds) {
        String at = Instant.now()
                .plusSeconds(seconds)
                .atOffset(ZoneOffset.ofHours(5))
                .toString();
        assertThat(webhook(event(freshTicket()).put("created_at", at)).status()).isEqualTo(202);
    }

    /** As Jira, Java's SimpleDateFormat and strftime write the offset. */
    @ParameterizedTest
    @ValueSource(strings = {"+0000", "+00:00", "+00", "Z"})
    void anOffsetWithoutAColonIsTaken(String offset) {
        String at = LocalDateTime.now(ZoneOffset.UTC).truncatedTo(ChronoUnit.SECONDS) + ".000" + offset;
        assertThat(webhook(event(freshTicket()).put("created_at", at)).status()).isEqualTo(202);
    }

    @Test
    void theLongestTicketFitsItsRecordAndIsStoredAsItCame() {
        String ticket = freshTicket();
        String longest = "\ud83d\udd25".repeat(4_999) + "\t\n";

        assertThat(webhook(event(ticket).put("description", longest)).status()).isEqualTo(202);

        awaitHistory(ticket, "completed");
        assertThat(stages.synthesised)
                .filteredOn(seen -> seen.ticketId().equals(ticket))
                .singleElement()
                .satisfies(seen -> assertThat(seen.description()).isEqualTo(longest));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"resolved_date\":\"1999-01-01T10:00:00Z\"",
                "\"resolved_date\":\"2150-01-01T10:00:00Z\"",
                "\"resolved_date\":\"yesterday\"",
                "\"tags\":[null]",
                "\"tags\":[\"\\u0000\"]",
                "\"subject\":\"a\\u0007b\"",
                "\"resolution\":\"a\\ud83d\""
            })
    void aSolvedTicketWithAWrongFieldGets422NamingIt(String wrong) {
        String field = wrong.substring(1, wrong.indexOf('"', 1));
        ObjectNode solved = FleetJson.object()
                .put("tenant_id", ACME)
                .put("ticket_id", freshTicket())
                .put("subject", "Printer on fire")
                .put("description", "Smoke on floor 3")
                .put("resolution", "Water")
                .put("resolved_date", "2026-01-01T10:00:00Z");
        solved.remove(field);
        String body = solved.toString().replaceFirst("}$", "," + java.util.regex.Matcher.quoteReplacement(wrong) + "}");

        Answer answer = post(
                "/webhook/servicedesk/resolved-ticket", body, Map.of("X-ServiceDesk-Signature", hmac(SECRET, body)));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("errors").path(0).path("field").asText()).startsWith(field);
    }

    @Test
    void halfOfASurrogatePairIsRefusedByItsField() {
        String body = event(freshTicket()).toString().replace("slow", "slow \\ud83d");

        Answer answer = webhook(body, hmac(SECRET, body));

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("errors").path(0).path("field").asText()).isEqualTo("description");
    }

    /** Whoever does not know the secret does not learn what would be wrong with the text. */
    @Test
    void theSignatureIsLookedAtBeforeTheText() {
        String body = event(freshTicket()).put("description", "a\u0000b").toString();
        assertThat(webhook(body, "sha256=00").status()).isEqualTo(401);
    }

    @Test
    void anUnknownTenantGets401AndAnInactiveOne403() {
        tenant("dormant", SECRET, Map.of("active", false));

        assertThat(webhook(event("unknown", freshTicket())).status()).isEqualTo(401);
        assertThat(webhook(event("dormant", freshTicket())).status()).isEqualTo(403);
        assertThat(webhook(event("dormant", freshTicket()).toString(), "sha256=00")
                        .status())
                .isEqualTo(401);
    }

    @Test
    void oneTenantsSecretDoesNotSignForAnother() {
        tenant("rival", "the-secret-of-the-rival", Map.of());
        assertThat(webhook(event("rival", freshTicket())).status()).isEqualTo(401);
    }

    @Test
    void anOversizedTicketGets413() {
        String body =
                event(freshTicket()).put("description", "x".repeat(200_000)).toString();
        assertThat(webhook(body, "sha256=" + hmac(SECRET, body)).status()).isEqualTo(413);
    }

    static Stream<Arguments> wrongFields() {
        return Stream.of(
                Arguments.of("event", null),
                Arguments.of("ticket_id", "tkt 1"),
                Arguments.of("ticket_id", "T".repeat(101)),
                Arguments.of("description", " "),
                Arguments.of("description", "x".repeat(10_001)),
                Arguments.of("description", "a\u0000b"),
                Arguments.of("description", "a\u001bb"),
                Arguments.of("description", "a\u0085b"),
                Arguments.of("created_at", "+292278994-08-17T07:12:55.807Z"),
                Arguments.of("created_at", "1999-12-31T23:59:59Z"),
                Arguments.of("created_at", "2026-01-01T00:00:00+99:00"),
                Arguments.of("priority", "urgent"),
                Arguments.of("priority", 1),
                Arguments.of("created_at", "2026-01-01T00:00:00"),
                Arguments.of("created_at", 1_700_000_000),
                Arguments.of("correlation_id", "not-a-uuid"),
                Arguments.of("subject", "an unknown field"));
    }

    @ParameterizedTest
    @MethodSource("wrongFields")
    void jobDataValidationNamesAFieldThatIsWrongIn422(String field, @Nullable Object value) {
        ObjectNode event = event(freshTicket());
        event.set(field, value == null ? NullNode.getInstance() : FleetJson.tree(value));

        Answer answer = webhook(event);

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.body().path("errors").path(0).path("field").asText()).isEqualTo(field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{", "{\"tenant_id\":\"Acme\"}", "{\"a\":1,\"a\":2}"})
    void whatIsNoTicketGets422(String body) {
        assertThat(webhook(body, "sha256=" + hmac(SECRET, body)).status()).isEqualTo(422);
    }

    @Test
    void aTenantOverItsRateIsToldWhenToComeBackAndTheOthersAreNot() {
        tenant("chatty", SECRET, Map.of("rate_per_minute", 2));

        soon().until(() -> {
            Answer answer = webhook(event("chatty", freshTicket()));
            return answer.status() == 429 && !answer.retryAfter().isBlank();
        });

        assertThat(webhook(event(freshTicket())).status()).isEqualTo(202);
    }

    @Test
    void aServiceDeskThatCannotSignSendsTheSecretItself() {
        tenant("unsigned", SECRET, Map.of("webhook_auth", "secret_header"));
        String theirs = event("unsigned", freshTicket()).toString();
        String ours = event(freshTicket()).toString();

        assertThat(bySecret(theirs, SECRET)).isEqualTo(202);
        assertThat(bySecret(theirs, "wrong")).isEqualTo(401);
        assertThat(bySecret(ours, SECRET)).as("a tenant that signs has to sign").isEqualTo(401);
    }

    @Test
    void aSolvedTicketBecomesHistory() {
        String ticket = freshTicket();
        String body = FleetJson.object()
                .put("tenant_id", ACME)
                .put("ticket_id", ticket)
                .put("subject", "Printer on fire")
                .put("description", "Smoke on floor 3")
                .put("resolution", "Water")
                .put("resolved_date", "2026-01-01T10:00:00Z")
                .toString();

        Answer answer = post(
                "/webhook/servicedesk/resolved-ticket", body, Map.of("X-ServiceDesk-Signature", hmac(SECRET, body)));
        Answer unsigned = post("/webhook/servicedesk/resolved-ticket", body, Map.of());

        assertThat(answer.status()).isEqualTo(202);
        assertThat(unsigned.status()).isEqualTo(401);
        assertThat(scope.in(ACME, () -> jdbc.sql("select resolution from resolved_ticket where ticket_id = :ticket")
                        .param("ticket", ticket)
                        .query(String.class)
                        .single()))
                .isEqualTo("Water");
    }

    private int bySecret(String body, String secret) {
        return post("/webhook/servicedesk", body, Map.of("X-ServiceDesk-Secret", secret))
                .status();
    }

    private int jobs(String ticketId) {
        return jdbc.sql("select count(*) from enhancement_job where ticket_id = :ticket")
                .param("ticket", ticketId)
                .query(Integer.class)
                .single();
    }
}
