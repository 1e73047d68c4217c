package io.cemfleet.launcher.tenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TenantCreationTest {
    @Test
    void unsetOptionsAreLeftToThePipeline() {
        var order = new TenantCreation(
                "acme", "https://desk.example", "key", null, null, List.of(), null, null, false, false);

        assertThat(order.body())
                .isEqualTo(Map.of(
                        "tenant_id", "acme", "service_desk_url", "https://desk.example", "service_desk_key", "key"));
    }

    @Test
    void optionsAreSentUnderTheNamesOfTheApi() {
        var order = new TenantCreation(
                "acme",
                "https://desk.example",
                "key",
                "Acme",
                "secret_header",
                List.of("a/b", "c/d"),
                30,
                5.5,
                true,
                true);

        assertThat(order.body())
                .containsEntry("name", "Acme")
                .containsEntry("webhook_auth", "secret_header")
                .containsEntry("models", List.of("a/b", "c/d"))
                .containsEntry("rate_per_minute", 30)
                .containsEntry("monthly_budget_usd", 5.5)
                .containsEntry("preferences", Map.of("append_to_description", true, "show_to_requester", true));
        assertThat(order.toString()).doesNotContain("key");
    }

    @Test
    void theGuideHasTheHeaderOrHowToSign() {
        assertThat(WebhookGuide.lines("http://host:8010", "acme", "secret_header", "s3cret"))
                .contains("Header X-ServiceDesk-Secret: s3cret")
                .anyMatch(line -> line.contains("\"tenant_id\": \"acme\""));
        assertThat(WebhookGuide.lines("http://host:8010", "acme", "signature", "s3cret"))
                .anyMatch(line -> line.startsWith("Header X-ServiceDesk-Signature: sha256="))
                .filteredOn(line -> line.contains("s3cret"))
                .hasSize(1);
    }
}
