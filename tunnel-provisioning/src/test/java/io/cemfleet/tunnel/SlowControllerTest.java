package io.cemfleet.tunnel;

import static io.cemfleet.tunnel.TunnelFixtures.straight;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.zaxxer.hikari.HikariDataSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Two connections, more calls than that at a controller that does not answer: none of them holds one. */
class SlowControllerTest extends TunnelTestBase {
    private static final List<String> HEAD_ENDS = List.of("frankfurt", "prague", "munich");

    @Autowired
    HikariDataSource database;

    private int usual;

    @BeforeEach
    void twoConnections() {
        usual = database.getMaximumPoolSize();
        database.setMinimumIdle(1);
        database.setMaximumPoolSize(2);
        database.getHikariPoolMXBean().softEvictConnections();
        await().until(() -> database.getHikariPoolMXBean().getTotalConnections() <= 2);
    }

    @AfterEach
    void manyConnections() {
        database.setMaximumPoolSize(usual);
    }

    @Test
    void callsThatHangHoldNoConnection() {
        // given provisions at several head-ends, each at a controller that hangs
        var hanging = new CountDownLatch(1);
        cnc.slow = hanging;
        List<CompletableFuture<JsonNode>> provisions = HEAD_ENDS.stream()
                .map(headEnd -> CompletableFuture.supplyAsync(
                        () -> result("provision_tunnel", straight("INC-2026-0001", headEnd))))
                .toList();
        await().until(() -> cnc.waiting.get() >= HEAD_ENDS.size());

        // then the database answers, and nothing of it is in use
        await().until(() -> database.getHikariPoolMXBean().getActiveConnections() == 0);
        assertThat(operator().get("/controls").status()).isEqualTo(200);
        assertThat(operator()
                        .put("/controls/stop", Map.of("stopped", false, "reason", "a drill"))
                        .status())
                .isEqualTo(200);

        // and with the controller back all of them stand
        hanging.countDown();
        provisions.forEach(
                provision -> assertThat(provision.join().path("state").asText()).isEqualTo("provisioned"));
    }
}
