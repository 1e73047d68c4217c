package io.cemfleet.launcher.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class PhaseLineTest {
    @Test
    void anAssessmentHasServicesByTier() throws Exception {
        String line = line(
                """
                {"task_type": "status_update", "payload": {"status": "assessing", "phase": "2", "message": "impact known",
                 "details": {"total_affected": 8, "services_by_tier": {"platinum": 3, "gold": 5, "silver": 0}}}}
                """);

        assertThat(line).isEqualTo("2  assessed     +   0.8 s  8 services, 3 platinum, 5 gold  (impact known)");
    }

    @Test
    void anEscalationIsCalledByItsName() throws Exception {
        String line = line(
                """
                {"task_type": "status_update", "payload": {"status": "escalated", "phase": "4", "message": "three attempts",
                 "details": {"reason": "provision_failed"}}}
                """);

        assertThat(line).startsWith("4  escalated").contains("provision_failed");
    }

    @Test
    void anUnknownUpdateShowsItsMessage() throws Exception {
        assertThat(
                        line(
                                "{\"task_type\": \"status_update\", \"payload\": {\"phase\": \"6\", \"message\": \"waiting\"}}"))
                .isEqualTo("6  monitoring   +   0.8 s  waiting");
    }

    private static String line(String update) throws Exception {
        return PhaseLine.of(JsonHttpClient.JSON.readTree(update), Duration.ofMillis(800));
    }
}
