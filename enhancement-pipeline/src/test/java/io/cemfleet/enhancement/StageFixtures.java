package io.cemfleet.enhancement;

import io.cemfleet.enhancement.stage.EnhancementPreferences;
import io.cemfleet.enhancement.stage.InventorySystem;
import io.cemfleet.enhancement.stage.KnowledgeArticle;
import io.cemfleet.enhancement.stage.NetworkIncident;
import io.cemfleet.enhancement.stage.NetworkOwnership;
import io.cemfleet.enhancement.stage.PipelineTicket;
import io.cemfleet.enhancement.stage.SimilarTicket;
import io.cemfleet.enhancement.stage.SourceError;
import io.cemfleet.enhancement.stage.StageDeadline;
import io.cemfleet.enhancement.stage.TenantProfile;
import io.cemfleet.enhancement.stage.TicketContext;
import io.cemfleet.enhancement.stage.TicketPriority;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** Tenants, tickets and what is known about them, as the tests of the stages want them. */
public final class StageFixtures {
    public static final UUID CORRELATION_ID = UUID.fromString("550e8400-e29b-41d4-a716-446655440000");
    public static final String MARK = "Correlation ID: " + CORRELATION_ID;
    public static final Instant NOW = Instant.parse("2025-11-02T15:30:45Z");

    private StageFixtures() {}

    public static TenantProfile tenant(String serviceDeskUrl, EnhancementPreferences preferences, String... models) {
        return tenant(serviceDeskUrl, NetworkOwnership.NOTHING, preferences, models);
    }

    public static TenantProfile tenant(
            String serviceDeskUrl, NetworkOwnership ownership, EnhancementPreferences preferences, String... models) {
        return new TenantProfile(
                "acme", URI.create(serviceDeskUrl), "key-of-acme", ownership, List.of(models), preferences);
    }

    public static TenantProfile tenant() {
        return tenant("http://127.0.0.1:9/api/v3", EnhancementPreferences.DEFAULTS, "openai/gpt-4");
    }

    public static PipelineTicket ticket(String description) {
        return new PipelineTicket(
                "acme", "TKT-12345", description, TicketPriority.HIGH, NOW, CORRELATION_ID, UUID.randomUUID());
    }

    /** So long from now on the machine's clock. */
    public static StageDeadline within(Duration time) {
        return new StageDeadline(Instant.now().plus(time));
    }

    /** The seed's example: two of the three similar tickets it counts are shown there. */
    public static TicketContext context() {
        return new TicketContext(
                List.of(
                        new SimilarTicket(
                                "TKT-11111",
                                "Previous server slowness issue",
                                "The web server was slow after the nightly backup.",
                                4.2,
                                "The backup job was moved to another hour."),
                        new SimilarTicket("TKT-22222", "Performance degradation", "Pages load slowly.", 2.1, null)),
                List.of(new KnowledgeArticle("42", "Slow web servers", null, "Check the backup window first.", 0.8)),
                List.of(new InventorySystem("server-prod-01", "10.0.1.100", "web-server", null)),
                List.of(new NetworkIncident(
                        "INC-2026-0001",
                        "steering",
                        "high",
                        "pe1-pe2 is degraded.",
                        "Traffic moves to a protection path.",
                        List.of("L3VPN-0007"))),
                List.of(),
                4,
                0);
    }

    public static TicketContext nothing(SourceError... errors) {
        return new TicketContext(
                List.of(), List.of(), List.of(), List.of(), List.of(errors), 4 - errors.length, errors.length);
    }
}
