package io.cemfleet.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.env.Environment;

/** A real database that ends every connection and refuses new ones for a while. */
class LostDatabaseTest extends EnhancementTest {
    private static final Pattern DATABASE = Pattern.compile("(jdbc:postgresql://[^/]+/)([^?]+)(\\?.*)?");

    @Autowired
    private Environment environment;

    @AfterEach
    void databaseIsBack() {
        execute("alter database %s allow_connections true");
    }

    private void databaseIsLost() {
        execute("alter database %s allow_connections false");
        execute("select pg_terminate_backend(pid) from pg_stat_activity where datname = '%s'");
    }

    private void execute(String sql) {
        Matcher url = DATABASE.matcher(environment.getRequiredProperty("spring.flyway.url"));
        assertThat(url.matches()).isTrue();
        try (Connection connection = DriverManager.getConnection(
                        url.group(1) + "postgres",
                        environment.getProperty("spring.flyway.user"),
                        environment.getProperty("spring.flyway.password"));
                Statement statement = connection.createStatement()) {
            statement.execute(sql.formatted(url.group(2)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
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
