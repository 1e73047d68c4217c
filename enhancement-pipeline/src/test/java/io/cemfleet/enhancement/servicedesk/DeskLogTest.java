package io.cemfleet.enhancement.servicedesk;

import static io.cemfleet.enhancement.StageFixtures.tenant;
import static io.cemfleet.enhancement.StageFixtures.ticket;
import static io.cemfleet.enhancement.StageFixtures.within;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.cemfleet.enhancement.stage.EnhancementPreferences;
import io.cemfleet.enhancement.stage.EnhancementText;
import io.cemfleet.enhancement.stage.TenantProfile;
import io.cemfleet.runtime.trace.TraceContext;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class DeskLogTest {
    private final DeskStub desk = new DeskStub();
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final Logger logger = (Logger) LoggerFactory.getLogger(DeskHttpClient.class);

    @BeforeEach
    void listen() {
        lines.start();
        logger.setLevel(Level.INFO);
        logger.addAppender(lines);
    }

    @AfterEach
    void stop() {
        logger.detachAppender(lines);
        logger.setLevel(null);
        desk.close();
    }

    @Test
    void aCallNamesItsTenantOnceAlsoWhereTheJobsContextNamesIt() {
        TenantProfile tenant = tenant(desk.url(), EnhancementPreferences.DEFAULTS, "openai/gpt-4");

        try (var scope = TraceContext.LoggingScope.put("tenant_id", tenant.tenantId())) {
            desk.update()
                    .update(
                            tenant,
                            ticket("Server is running slow"),
                            new EnhancementText("Restart it. [TKT-11111]", false, null, null, 0, 0, null),
                            within(Duration.ofSeconds(10)));
        }

        assertThat(lines.list).isNotEmpty().allSatisfy(line -> {
            assertThat(line.getMDCPropertyMap()).containsEntry("tenant_id", tenant.tenantId());
            assertThat(line.getKeyValuePairs() == null ? List.of() : line.getKeyValuePairs())
                    .extracting(pair -> pair.key)
                    .contains("method", "path")
                    .doesNotContainAnyElementsOf(line.getMDCPropertyMap().keySet());
        });
    }
}
