package io.cemfleet.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.runtime.testing.FleetJson;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

/** As a fleet on one machine starts it: with one tenant, whose secret the fleet has generated. */
@ActiveProfiles("local")
@TestPropertySource(properties = {"SERVICEDESK_TENANT=demo-noc", "SERVICEDESK_SECRET=generated-by-the-fleet"})
class LocalFleetTest extends EnhancementTest {

    @Test
    void theFleetsTenantIsThereAndItsWebhookIsTaken() {
        String body = event("demo-noc", freshTicket()).toString();

        assertThat(webhook(body, "sha256=" + hmac("generated-by-the-fleet", body))
                        .status())
                .isEqualTo(202);
        assertThat(admin("GET", "/api/tenants/demo-noc", FleetJson.object())
                        .body()
                        .path("service_desk_url")
                        .asText())
                .isEqualTo("http://127.0.0.1:8090/servicedesk/api/v3");
    }

    @Test
    void theAgentIsHealthyAndItsCardNamesItsTask() {
        assertThat(get("/health").status()).isEqualTo(200);
        assertThat(get("/actuator/health/readiness").status()).isEqualTo(200);
        assertThat(get("/.well-known/agent.json").body().path("skills").toString())
                .contains("enhance_ticket");
    }

    @Test
    void metricsTellTenantAndStage() {
        String ticket = freshTicket();
        webhook(event(ticket));
        awaitHistory(ticket, "completed");

        assertThat(text("/actuator/prometheus"))
                .contains("enhancement_stage_seconds_count")
                .contains("stage=\"synthesis\"")
                .contains("enhancement_webhook_total{outcome=\"accepted\",tenant=\"acme\"}")
                .contains("enhancement_jobs{state=\"dead\"}");
    }
}
