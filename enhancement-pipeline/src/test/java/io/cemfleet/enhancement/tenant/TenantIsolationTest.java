package io.cemfleet.enhancement.tenant;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.enhancement.EnhancementTest;
import io.cemfleet.enhancement.context.TenantInventory;
import io.cemfleet.enhancement.similarity.IndexedTicketHistory;
import io.cemfleet.enhancement.stage.ResolvedTicketHistory;
import io.cemfleet.enhancement.stage.TicketUpdateOutcome;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** A tenant's rows are out of reach of any other: the database enforces it, even where the code is wrong. */
class TenantIsolationTest extends EnhancementTest {
    private static final List<String> GUARDED = List.of(
            "enhancement_history",
            "tenant",
            "tenant_spend",
            "enhancement_ticket",
            "enhancement_result",
            "enhancement_feedback",
            "resolved_ticket",
            "tenant_system");

    @Autowired
    private TenantScope scope;

    @Autowired
    private TenantBudget budget;

    @Autowired
    private ResolvedTicketHistory tickets;

    @Autowired
    private IndexedTicketHistory history;

    @Autowired
    private TenantInventory systems;

    @BeforeEach
    void rivalHasOneOfEverything() {
        tenant("rival", "the-secret-of-the-rival", Map.of());
        String ticket = freshTicket();
        String body = event("rival", ticket).toString();
        webhook(body, hmac("the-secret-of-the-rival", body));
        JsonNode done = awaitHistory(ticket, "completed");
        as("operator", "POST", "/api/enhancements/" + done.path("job_id").asText() + "/feedback", "{\"thumb\":\"up\"}");
        budget.spent("rival", 100, BigDecimal.ONE);
        scope.run("rival", () -> {
            jdbc.sql("insert into resolved_ticket values ('rival', :t, 'a', 'b', 'c', now(), now())")
                    .param("t", ticket)
                    .update();
            jdbc.sql("insert into tenant_system values ('rival', :t, '10.0.0.1', 'web', now())")
                    .param("t", ticket)
                    .update();
        });
    }

    @Test
    void eachTableIsGuardedEvenAgainstItsOwner() {
        List<String> forced = jdbc.sql(
                        """
                        select relname from pg_class join pg_namespace n on n.oid = relnamespace
                        where nspname = 'enhancement' and relrowsecurity and relforcerowsecurity""")
                .query(String.class)
                .list();
        assertThat(forced).containsAll(GUARDED);
        assertThat(jdbc.sql("select rolsuper or rolbypassrls from pg_roles where rolname = current_user")
                        .query(Boolean.class)
                        .single())
                .isFalse();
    }

    @Test
    void anotherTenantReadsNothing() {
        for (String table : GUARDED) {
            String count = "select count(*) from " + table + " where tenant_id = 'rival'";
            assertThat(scope.in("rival", () -> number(count))).as(table).isPositive();
            assertThat(scope.in(ACME, () -> number(count))).as(table).isZero();
            assertThat(number(count)).as(table + " outside of any scope").isZero();
        }
    }

    @Test
    void anotherTenantChangesNothing() {
        for (String table : GUARDED) {
            int hit = scope.in(ACME, () -> jdbc.sql("delete from " + table + " where tenant_id = 'rival'")
                    .update());
            assertThat(hit).as(table).isZero();
        }
        assertThatThrownBy(
                        () -> scope.run(ACME, () -> jdbc.sql("insert into tenant_spend values ('rival', now(), 1, 1)")
                                .update()))
                .rootCause()
                .hasMessageContaining("row-level security");
    }

    @Test
    void operatorsReadAcrossTenantsAndWriteNothing() {
        int seen = scope.forOperators(() -> number("select count(distinct tenant_id) from tenant"));
        assertThat(seen).isGreaterThan(1);
        int hit = scope.forOperators(() -> jdbc.sql("delete from tenant_spend").update());
        assertThat(hit).isZero();
    }

    @Test
    void noScopeIsLeftOnAConnection() {
        for (int i = 0; i < 20; i++) {
            scope.run("rival", () -> number("select count(*) from tenant"));
            assertThat(number("select count(*) from tenant")).isZero();
        }
    }

    @Test
    void aTransactionNeverChangesItsTenant() {
        assertThatThrownBy(() -> scope.run(ACME, () -> scope.run("rival", () -> {})))
                .isInstanceOf(IllegalStateException.class);
        assertThat(scope.in("rival", () -> scope.in("rival", () -> number("select count(*) from tenant"))))
                .isEqualTo(1);
    }

    @Test
    void aTenantsHistoryIsListedWithoutTheOthers() {
        JsonNode items = get("/api/enhancements?tenant_id=rival").body().path("items");
        assertThat(items)
                .isNotEmpty()
                .allMatch(item -> item.path("tenant_id").asText().equals("rival"));
        assertThat(get("/api/enhancements?tenant_id=*").body().path("items")).isEmpty();
    }

    @Test
    void aTenantsSearchesFindNoTicketAndNoSystemOfAnother() {
        tickets.learned("rival", "TKT-777", "Falcon outage", "The falcon is down", "Fed it", Instant.EPOCH);

        assertThat(history.similar("rival", "falcon outage", "", 5)).isNotEmpty();
        assertThat(history.similar(ACME, "falcon outage", "", 5)).isEmpty();
        assertThat(systems.all("rival")).isNotEmpty();
        assertThat(systems.all(ACME)).noneMatch(system -> system.hostname().startsWith("TKT-"));
    }

    @Test
    void textSourcesAndFeedbackOfAJobAreItsTenantsAlone() {
        String job = get("/api/enhancements?tenant_id=rival")
                .body()
                .path("items")
                .path(0)
                .path("job_id")
                .asText();

        for (String table :
                List.of("enhancement_history", "enhancement_ticket", "enhancement_result", "enhancement_feedback")) {
            String count = "select count(*) from " + table + " where job_id = '" + job + "'";
            assertThat(scope.in("rival", () -> number(count))).as(table).isEqualTo(1);
            assertThat(scope.in(ACME, () -> number(count))).as(table).isZero();
        }
        assertThat(get("/api/enhancements?tenant_id=acme").body().toString()).doesNotContain(job);
    }

    /** Jobs and dead letters are seen across tenants: by workers, and by the provider's operators. */
    @Test
    void jobsAndDeadLettersHoldNoWordOfACustomer() {
        String ticket = freshTicket();
        stages.onUpdate(ticket, () -> new TicketUpdateOutcome.Refused("servicedesk_4012", "mandatory: Ann's mother"));
        Answer answer = webhook(event(ticket).put("description", "Ann's server is slow"));

        assertThat(awaitHistory(ticket, "failed").path("error_message").asText())
                .isEqualTo("servicedesk_4012: mandatory: Ann's mother");
        assertThat(get("/api/dead-letters").body().toString())
                .contains(jobOf(answer).toString(), "servicedesk_4012")
                .doesNotContain("Ann");
        assertThat(jdbc.sql("select string_agg(row_to_json(enhancement_job)::text, '') from enhancement_job")
                        .query(String.class)
                        .single())
                .contains(ticket)
                .doesNotContain("Ann", "slow");
    }

    private int number(String sql) {
        return jdbc.sql(sql).query(Integer.class).single();
    }
}
