package io.cemfleet.io.ticket;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.runtime.testing.FleetJson;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Clients of the API read a ticket as one flat object. */
class TicketJsonTest {
    private static final Instant CREATED = Instant.parse("2026-03-01T10:00:00Z");

    @Test
    void aTicketIsOneFlatObjectInAFixedOrder() throws Exception {
        IncidentTicket ticket = new IncidentTicket(
                7,
                "INC-2026-000001",
                new IncidentTicket.Progress(true, "closed", "7"),
                new IncidentTicket.Description("high", "gold", "SLA degradation", "Closed"),
                new IncidentTicket.Impact(List.of("L1"), Map.of("gold", 2), 2, List.of("T1")),
                new IncidentTicket.Outcome("resolved", 60L),
                new IncidentTicket.Times(CREATED, CREATED.plusSeconds(60), CREATED.plusSeconds(60)),
                "approval");

        String json = FleetJson.MAPPER.writeValueAsString(new TicketController.TicketView(ticket, List.of()));

        assertThat(json)
                .isEqualTo("{\"incident_id\":\"INC-2026-000001\",\"opened\":true,\"status\":\"closed\","
                        + "\"phase\":\"7\",\"severity\":\"high\",\"sla_tier\":\"gold\","
                        + "\"summary\":\"SLA degradation\",\"message\":\"Closed\",\"degraded_links\":[\"L1\"],"
                        + "\"services_by_tier\":{\"gold\":2},\"total_affected\":2,\"tunnel_ids\":[\"T1\"],"
                        + "\"resolution\":\"resolved\",\"duration_seconds\":60,"
                        + "\"created_at\":\"2026-03-01T10:00:00Z\",\"updated_at\":\"2026-03-01T10:01:00Z\","
                        + "\"closed_at\":\"2026-03-01T10:01:00Z\",\"waiting_for\":\"approval\",\"updates\":[]}");
    }

    @Test
    void whatIsNotKnownIsAbsent() throws Exception {
        IncidentTicket blank = IncidentTicket.blank("INC-2026-000002", CREATED);

        assertThat(FleetJson.MAPPER.writeValueAsString(blank))
                .isEqualTo("{\"incident_id\":\"INC-2026-000002\",\"opened\":false,\"status\":\"new\",\"phase\":\"1\","
                        + "\"summary\":\"INC-2026-000002\",\"message\":\"\",\"degraded_links\":[],"
                        + "\"services_by_tier\":{},\"tunnel_ids\":[],"
                        + "\"created_at\":\"2026-03-01T10:00:00Z\",\"updated_at\":\"2026-03-01T10:00:00Z\"}");
    }
}
