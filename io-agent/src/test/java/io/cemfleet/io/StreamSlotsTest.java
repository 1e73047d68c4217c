package io.cemfleet.io;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.a2a.testing.TestAgentCaller;
import io.cemfleet.runtime.testing.FleetPostgres;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** Places for streams, while the database stalls and consoles reconnect. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "cem.a2a.operators.user=operator",
            "cem.a2a.operators.password=pass",
            "cem.console.people[0].user=guest",
            "cem.console.people[0].password=looks",
            "cem.console.people[0].role=viewer",
            "cem.console.streams=210",
            "cem.console.streams-per-person=200",
            "cem.console.keep-alive=1s",
            "spring.datasource.hikari.connection-timeout=1000",
            "spring.datasource.hikari.data-source-properties.socketTimeout=2"
        })
@ActiveProfiles("local")
class StreamSlotsTest {
    private static final PeerStub PEERS = PeerStub.start();
    private static final int PLACES = 200;
    private static final String DIRECT = FleetPostgres.freshDatabase("io_agent");
    private static final URI SERVER = URI.create(DIRECT.substring("jdbc:".length()));
    private static final StallingProxy DATABASE = new StallingProxy(SERVER.getHost(), SERVER.getPort());

    @LocalServerPort
    private int port;

    @Autowired
    private MeterRegistry meters;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        FleetPostgres.register(registry, "io_agent");
        PEERS.register(registry);
        registry.add(
                "spring.datasource.url", () -> DIRECT.replace(SERVER.getAuthority(), "127.0.0.1:" + DATABASE.port()));
    }

    @AfterAll
    static void stop() throws IOException {
        DATABASE.close();
        PEERS.close();
    }

    @BeforeEach
    void updatesCanBeRead() {
        await().until(() -> {
            try (EventStream stream = new EventStream(port, "", "Authorization", basic("guest:looks"))) {
                return stream.status() == 200;
            }
        });
    }

    @Test
    void aDatabaseThatStallsWhileConsolesReconnectHoldsNoPlaces() {
        new TestAgentCaller(AgentName.EVENT_CORRELATOR, AgentName.IO_AGENT, port)
                .send("new_ticket", ConsoleFixtures.message("new_ticket", ConsoleFixtures.incident()));
        allPlacesCanBeTaken();

        DATABASE.stall(true);
        List<EventStream> reconnecting = new ArrayList<>(open(PLACES / 2, ""));
        reconnecting.addAll(open(PLACES / 2, "?last_event_id=0"));
        reconnecting.forEach(EventStream::close);
        DATABASE.stall(false);

        allPlacesCanBeTaken();
    }

    @Test
    void aSessionThatCannotBeReadNowIsCheckedLater() {
        DATABASE.stall(true);
        try {
            String session = Base64.getEncoder()
                    .encodeToString(UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8));
            var answer = new ConsoleBrowser(port).get("/api/me", "Cookie", "cem_session=" + session);

            assertThat(answer.statusCode()).isEqualTo(503);
            assertThat(answer.headers().firstValue("Retry-After")).isPresent();
        } finally {
            DATABASE.stall(false);
        }
    }

    @Test
    void onePersonsStreamsLeavePlacesForOthers() {
        allPlacesAreGivenBack();
        List<EventStream> operators = open(PLACES, "");
        assertThat(operators).extracting(EventStream::status).containsOnly(200);
        try (EventStream oneMore = new EventStream(port, "", "Authorization", basic("operator:pass"));
                EventStream guests = new EventStream(port, "", "Authorization", basic("guest:looks"))) {
            assertThat(oneMore.status()).isEqualTo(429);
            assertThat(guests.status()).isEqualTo(200);
        } finally {
            operators.forEach(EventStream::close);
        }
    }

    private void allPlacesCanBeTaken() {
        allPlacesAreGivenBack();
        List<EventStream> all = open(PLACES, "");
        all.forEach(EventStream::close);
        assertThat(all).extracting(EventStream::status).containsOnly(200);
    }

    /** The server finds out that a browser is gone when it writes to it. */
    private void allPlacesAreGivenBack() {
        await().atMost(Duration.ofSeconds(60))
                .until(() -> meters.get("cem.console.streams").gauge().value() == 0);
    }

    private List<EventStream> open(int count, String query) {
        List<Future<EventStream>> opening = new ArrayList<>();
        try (ExecutorService browsers = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                opening.add(
                        browsers.submit(() -> new EventStream(port, query, "Authorization", basic("operator:pass"))));
            }
        }
        return opening.stream().map(Future::resultNow).toList();
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }
}
