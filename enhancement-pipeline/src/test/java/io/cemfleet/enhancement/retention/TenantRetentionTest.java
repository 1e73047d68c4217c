package io.cemfleet.enhancement.retention;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.enhancement.EnhancementTest;
import io.cemfleet.enhancement.similarity.IndexedTicketHistory;
import io.cemfleet.enhancement.stage.ResolvedTicketHistory;
import io.cemfleet.enhancement.tenant.TenantScope;
import io.cemfleet.runtime.retention.RetentionPurge;
import io.cemfleet.runtime.testing.FleetJson;
import io.cemfleet.runtime.testing.TableLifetimeCheck;
import java.time.Instant;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Nothing is kept for ever, and what an administrator wants gone is gone. */
class TenantRetentionTest extends EnhancementTest {
    private static final String LEAVING = "leaving";

    @Autowired
    private RetentionPurge retention;

    @Autowired
    private DataSource database;

    @Autowired
    private TenantDataEraser data;

    @Autowired
    private TenantScope scope;

    @Autowired
    private ResolvedTicketHistory tickets;

    @Autowired
    private IndexedTicketHistory history;

    @Test
    void everyTableHasALifetime() {
        TableLifetimeCheck.assertComplete("enhancement-pipeline", retention, database);
    }

    @Test
    void whatATenantsTicketLeftIsRemovedWhenItIsTooOldAndTheRestStays() {
        // given
        String old = enhanced(ACME, SECRET);
        String young = enhanced(ACME, SECRET);
        aged(old);

        // when
        data.purge();

        // then
        assertThat(rowsOf(ACME, old)).isZero();
        assertThat(rowsOf(ACME, young)).isPositive();
    }

    @Test
    void aTicketIsErasedByAnAdministratorWithEverythingThatIsKeptOfIt() {
        // given
        String erased = enhanced(ACME, SECRET);
        String kept = enhanced(ACME, SECRET);
        tickets.learned(ACME, erased, "slow disk", "the disk of the mail server is slow", "replaced", Instant.now());

        // when
        String path = "/api/tenants/" + ACME + "/tickets/" + erased;
        assertThat(as("operator", "DELETE", path, "").status()).isEqualTo(403);
        Answer answer = as("admin", "DELETE", path, "");

        // then
        assertThat(answer.status()).isEqualTo(200);
        assertThat(rowsOf(ACME, erased)).isZero();
        assertThat(rowsOf(ACME, kept)).isPositive();
        assertThat(history.similar(ACME, "slow disk of the mail server", "", 5))
                .noneMatch(ticket -> ticket.ticketId().equals(erased));
        assertThat(as("admin", "DELETE", path, "").status()).isEqualTo(404);
    }

    @Test
    void aTenantIsErasedOnceItIsInactiveAndTheOthersKeepTheirs() {
        // given
        tenant(LEAVING, "secret-of-the-leaving", Map.of());
        enhanced(LEAVING, "secret-of-the-leaving");
        String kept = enhanced(ACME, SECRET);
        assertThat(as("admin", "DELETE", "/api/tenants/" + LEAVING, "").status())
                .isEqualTo(409);
        admin("PUT", "/api/tenants/" + LEAVING, FleetJson.parse("{\"active\": false}"));

        // when
        Answer answer = as("admin", "DELETE", "/api/tenants/" + LEAVING, "");

        // then
        assertThat(answer.status()).isEqualTo(200);
        for (String table : java.util.List.of(
                "tenant",
                "tenant_spend",
                "enhancement_job",
                "enhancement_ticket",
                "enhancement_history",
                "enhancement_result",
                "enhanced_ticket")) {
            assertThat(count(LEAVING, "select count(*) from " + table + " where tenant_id = :tenant", ""))
                    .as(table)
                    .isZero();
        }
        assertThat(rowsOf(ACME, kept)).isPositive();
        assertThat(as("admin", "DELETE", "/api/tenants/" + LEAVING, "").status())
                .isEqualTo(404);
    }

    private String enhanced(String tenant, String secret) {
        String ticket = freshTicket();
        String body = event(tenant, ticket).toString();
        assertThat(webhook(body, hmac(secret, body)).status()).isEqualTo(202);
        awaitHistory(ticket, "completed");
        return ticket;
    }

    private void aged(String ticket) {
        scope.run(ACME, () -> {
            jdbc.sql("update enhancement_history set started_at = started_at - interval '2 years' where ticket_id = :t")
                    .param("t", ticket)
                    .update();
            for (String column : java.util.List.of(
                    "result set made_at = made_at", "ticket set ticket_created_at = ticket_created_at")) {
                jdbc.sql(
                                "update enhancement_" + column
                                        + " - interval '2 years' where job_id in (select job_id from enhancement_job where ticket_id = :t)")
                        .param("t", ticket)
                        .update();
            }
        });
    }

    private long rowsOf(String tenant, String ticket) {
        return count(
                tenant,
                """
                select (select count(*) from enhancement_history where ticket_id = :ticket)
                     + (select count(*) from enhancement_ticket t join enhancement_job j using (job_id) where j.ticket_id = :ticket)
                     + (select count(*) from enhancement_result r join enhancement_job j using (job_id) where j.ticket_id = :ticket)""",
                ticket);
    }

    private long count(String tenant, String sql, String ticket) {
        return scope.in(tenant, () -> jdbc.sql(sql)
                .param("tenant", tenant)
                .param("ticket", ticket)
                .query(Long.class)
                .single());
    }
}
