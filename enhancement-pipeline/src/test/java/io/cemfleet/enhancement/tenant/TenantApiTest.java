package io.cemfleet.enhancement.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.testing.FleetJson;
import io.cemfleet.enhancement.EnhancementTest;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;

class TenantApiTest extends EnhancementTest {
    @Autowired
    private TenantScope scope;

    @Autowired
    private TenantBudget budget;

    @Autowired
    private Tenants tenants;

    @Test
    void onlyAnAdministratorSeesAndChangesTenants() {
        for (String role : List.of("operator", "viewer")) {
            assertThat(as(role, "GET", "/api/tenants", "").status()).isEqualTo(403);
            assertThat(as(role, "POST", "/api/tenants", "{}").status()).isEqualTo(403);
            assertThat(as(role, "PUT", "/api/tenants/acme", "{}").status()).isEqualTo(403);
            assertThat(as(role, "POST", "/api/tenants/rotate-keys", "").status())
                    .isEqualTo(403);
        }
    }

    @Test
    void aTenantsSecretsAreSealedAndNeverShownAgain() {
        Answer added = admin(
                "POST",
                "/api/tenants",
                FleetJson.parse(
                        """
                        {"tenant_id": "sealed", "service_desk_url": "https://desk.example/api/v3",
                         "service_desk_key": "the-key-of-the-desk"}"""));

        assertThat(added.status()).isEqualTo(201);
        String generated = added.body().path("webhook_secret").asText();
        assertThat(generated).hasSizeGreaterThan(40);
        assertThat(admin("GET", "/api/tenants/sealed", FleetJson.object())
                        .body()
                        .toString())
                .doesNotContain(generated, "the-key-of-the-desk");
        String stored = scope.in("sealed", () -> jdbc.sql("select row_to_json(tenant)::text from tenant")
                .query(String.class)
                .single());
        assertThat(stored).contains("k1:").doesNotContain(generated, "the-key-of-the-desk");
        assertThat(tenants.profile("sealed").orElseThrow().serviceDeskKey()).isEqualTo("the-key-of-the-desk");
        assertThat(tenants.profile("sealed").orElseThrow().toString()).doesNotContain("the-key-of-the-desk");
    }

    @Test
    void whatAChangeDoesNotNameStays() {
        tenant("changing", SECRET, Map.of("preferences", Map.of("max_words", 300)));

        Answer changed = admin(
                "PUT",
                "/api/tenants/changing",
                FleetJson.parse("{\"name\": \"Changed\", \"preferences\": {\"append_to_description\": true}}"));

        assertThat(changed.body().path("name").asText()).isEqualTo("Changed");
        assertThat(changed.body()
                        .path("preferences")
                        .path("append_to_description")
                        .asBoolean())
                .isTrue();
        assertThat(changed.body().path("preferences").path("max_words").asInt()).isEqualTo(300);
        assertThat(changed.body().path("preferences").path("show_to_requester").asBoolean())
                .isFalse();
        assertThat(tenants.forWebhook("changing").orElseThrow().secret()).isEqualTo(SECRET);
    }

    @ParameterizedTest
    @CsvSource({
        "service_desk_url,ftp://x",
        "webhook_secret,short",
        "rate_per_minute,0",
        "models,",
        "monthly_budget_usd,-1"
    })
    void aFieldThatIsWrongIsRefused(String field, String value) {
        Object given = value == null ? List.of() : value.matches("-?\\d+") ? (Object) Integer.valueOf(value) : value;
        assertThat(tenant("refused", SECRET, Map.of(field, given)).status()).isEqualTo(422);
    }

    @Test
    void aBudgetThatIsSpentAllowsNoModelAndWhoIsUnknownHasNone() {
        tenant("thrifty", SECRET, Map.of("monthly_budget_usd", 1, "monthly_budget_tokens", 1000));
        assertThat(budget.allows("thrifty")).isTrue();

        budget.spent("thrifty", 500, new BigDecimal("0.4"));
        assertThat(budget.allows("thrifty")).isTrue();
        budget.spent("thrifty", 400, new BigDecimal("0.6"));
        assertThat(budget.allows("thrifty")).as("the money is gone").isFalse();

        assertThat(budget.allows("nobody")).isFalse();
        budget.spent(ACME, 1_000_000, null);
        assertThat(budget.allows(ACME)).as("no budget, no limit").isTrue();
    }
}
