package io.cemfleet.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.runtime.testing.FleetPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** A real database that ends every connection and refuses new ones for a while. */
class LostDatabaseTest extends EnhancementTest {
    @Autowired
    private Environment environment;

    @AfterEach
    void databaseIsBack() {
        FleetPostgres.restore(url());
    }

    private void databaseIsLost() {
        FleetPostgres.stop(url());
    }

    private String url() {
        return environment.getRequiredProperty("spring.flyway.url");
    }

    @Test
    void aLostDatabaseGets503WithRetryAfterAndTheRepeatIsTaken() {
        String ticket = freshTicket();
        ObjectNode event = event(ticket);
        databaseIsLost();

        Answer refused = webhook(event);

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.retryAfter()).isNotBlank();
        assertThat(refused.body().has("job_id")).isFalse();
        databaseIsBack();
        soon().until(() -> webhook(event).status() == 202);
        awaitHistory(ticket, "completed");
        assertThat(stages.written)
                .filteredOn(line -> line.startsWith(ticket + '|'))
                .hasSize(1);
    }

    @Test
    void scenario4ATicketGetsItsTextWhenTheDatabaseIsLostDuringARun() {
        String ticket = freshTicket();
        stages.onSynthesis(ticket, (context, deadline) -> {
            databaseIsLost();
            return ScriptedStages.byAi();
        });
        Answer answer = webhook(event(ticket));

        soon().untilAsserted(() -> assertThat(stages.written).anyMatch(line -> line.startsWith(ticket + '|')));
        databaseIsBack();

        soon().ignoreExceptions().until(() -> jobState(jobOf(answer)).equals("done"));
        assertThat(history(ticket).path("status").asText()).isEqualTo("completed");
        assertThat(stages.written)
                .filteredOn(line -> line.startsWith(ticket + '|'))
                .hasSize(1);
    }
}
