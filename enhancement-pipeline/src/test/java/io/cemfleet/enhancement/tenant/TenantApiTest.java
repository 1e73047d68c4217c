package io.cemfleet.enhancement.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.enhancement.EnhancementTest;
import io.cemfleet.enhancement.stage.NetworkOwnership;
import io.cemfleet.runtime.testing.FleetJson;
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
    private TenantRegistry tenants;

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

    /** The first field that the answer names; its value is JSON. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name | \"a\\u0000b\"",
                "name | \"a\\ud83d\"",
                "models | [null]",
                "models | [\"a\\u001b\"]",
                "service_desk_url | \"http://a b/\"",
                "service_desk_url | \"https://user:pw@desk.example\"",
                "service_desk_url | \"https:///api\"",
                "service_desk_key | \"two words\"",
                "service_desk_key | \"line\\nend\"",
                "monthly_budget_usd | 1e12",
                "monthly_budget_usd | 1e999999999",
                "ownership | {\"prefixes\": [\"10.0.0.0/33\"]}",
                "ownership | {\"prefixes\": [\"example.com\"]}",
                "ownership | {\"customers\": [null]}",
                "ownership | {\"services\": [\"a\\u0000\"]}"
            })
    void aFieldThatCannotBeKeptIsRefusedByItsNameAndNothingIsChanged(String field, String json) {
        tenant("careful", SECRET, Map.of("name", "Careful"));
        String before = as("admin", "GET", "/api/tenants/careful", "").body().toString();

        Answer refused = as("admin", "PUT", "/api/tenants/careful", "{\"" + field + "\": " + json + "}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("errors").path(0).path("field").asText()).startsWith(field);
        assertThat(as("admin", "GET", "/api/tenants/careful", "").body().toString())
                .isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "[{\"hostname\": \"a\\u0000\"}] | items[0].hostname",
                "[null] | items[0]",
                "[{\"hostname\": \"a\", \"role\": \"\\u0007\"}] | items[0].role",
                "[{\"hostname\": \"a\", \"ip_address\": \"10.0.0.300\"}] | items[0].ip_address",
                "[{\"hostname\": \"a\", \"last_seen\": \"1999-01-01T00:00:00Z\"}] | items[0].last_seen",
                "[{\"hostname\": \"a\", \"last_seen\": \"+292278994-08-17T07:12:55Z\"}] | items[0].last_seen"
            })
    void anInventoryWithAWrongItemIsRefusedByItsPlaceAndTheOneBeforeStays(String items, String field) {
        as("admin", "PUT", "/api/tenants/acme/systems", "{\"items\": [{\"hostname\": \"kept\"}]}");

        Answer refused = as("admin", "PUT", "/api/tenants/acme/systems", "{\"items\": " + items + "}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.body().path("errors").path(0).path("field").asText()).isEqualTo(field);
        assertThat(as("admin", "GET", "/api/tenants/acme/systems", "").body().toString())
                .contains("kept");
    }

    @Test
    void whatATenantOwnsIsDeclaredPartByPart() {
        tenant("owner", SECRET, Map.of("ownership", Map.of("customers", List.of("Nordwind"))));
        tenant("owner", SECRET, Map.of("ownership", Map.of("prefixes", List.of("192.0.2.0/24", "2001:db8::/32"))));

        assertThat(tenants.profile("owner").orElseThrow().ownership())
                .isEqualTo(new NetworkOwnership(
                        List.of("Nordwind"), List.of(), List.of("192.0.2.0/24", "2001:db8::/32"), false));
        assertThat(tenants.profile(ACME).orElseThrow().ownership()).isEqualTo(NetworkOwnership.NOTHING);
    }

    @Test
    void aBudgetThatIsSpentAllowsNoModelAndWhoIsUnknownHasNone() {
        tenant("thrifty", SECRET, Map.of("monthly_budget_usd", 1, "monthly_budget_tokens", 1000));
        assertThat(budget.allows("thrifty")).isTrue();

        budget.spent("thrifty", 500, new BigDecimal("0.4"));
        assertThat(budget.allows("thrifty")).isTrue();
        budget.spent("thrifty", 400, new BigDecimal("0.6"));
        assertThat(budget.allows("thrifty")).as("the money is gone").isFalse();

        assertThat(budget.allows("unknown")).isFalse();
        budget.spent(ACME, 1_000_000, null);
        assertThat(budget.allows(ACME)).as("no budget, no limit").isTrue();
    }
}
