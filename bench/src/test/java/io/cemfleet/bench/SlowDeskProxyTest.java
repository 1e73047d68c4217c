package io.cemfleet.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SlowDeskProxyTest {
    private final List<String> passedOn = new CopyOnWriteArrayList<>();
    private HttpServer behind;

    @BeforeEach
    void start() throws IOException {
        behind = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        behind.createContext("/", exchange -> {
            String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            passedOn.add(exchange.getRequestMethod()
                    + ' '
                    + exchange.getRequestURI()
                    + ' '
                    + exchange.getRequestHeaders().getFirst("authtoken")
                    + ' '
                    + body);
            exchange.sendResponseHeaders(201, 2);
            exchange.getResponseBody().write("{}".getBytes(StandardCharsets.UTF_8));
            exchange.close();
        });
        behind.start();
    }

    @AfterEach
    void stop() {
        behind.stop(0);
    }

    @Test
    void aCallIsForwardedUnchangedAfterItsDelayAndReported() throws Exception {
        var ticket = new TicketRun("T-1", "slow");
        var pace = new ThirdPartyPace();
        pace.watch(List.of(ticket));
        try (var desk = new SlowDeskProxy(
                        "http://127.0.0.1:" + behind.getAddress().getPort(), pace);
                var client = HttpClient.newHttpClient()) {
            ticket.sent();
            var answer = client.send(
                    HttpRequest.newBuilder(URI.create(desk.url() + "/api/v3/requests/T-1/notes?input_data=%7B%7D"))
                            .header("authtoken", "key")
                            .header("X-Correlation-ID", ticket.correlationId().toString())
                            .POST(HttpRequest.BodyPublishers.ofString("input_data=x"))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());

            assertThat(answer.statusCode()).isEqualTo(201);
            assertThat(answer.body()).isEqualTo("{}");
        }

        assertThat(passedOn).containsExactly("POST /api/v3/requests/T-1/notes?input_data=%7B%7D key input_data=x");
        assertThat(ticket.notes()).isEqualTo(1);
        assertThat(ticket.inDeskMs()).isGreaterThanOrEqualTo(300).isLessThanOrEqualTo(ticket.totalMs());
    }

    @Test
    void theDelaysOfATicketAreThoseOfTheRequirement() {
        assertThat(ThirdPartyPace.simulatedMs()).isEqualTo(450 + 1500 + 300 + 150);
    }

    @Test
    void stagesAreReadFromTheMetricsAsTheyGrew() {
        var before =
                StageTimes.parse("enhancement_stage_seconds_count{outcome=\"done\",stage=\"update\",tenant=\"a\"} 2\n"
                        + "enhancement_stage_seconds_sum{outcome=\"done\",stage=\"update\",tenant=\"a\"} 1.0\n"
                        + "enhancement_stage_seconds_count{outcome=\"done\",stage=\"fallback\",tenant=\"a\"} 1\n");
        var now = StageTimes.parse("enhancement_stage_seconds_count{outcome=\"done\",stage=\"update\",tenant=\"a\"} 4\n"
                + "enhancement_stage_seconds_count{outcome=\"failed\",stage=\"update\",tenant=\"b\"} 2.0\n"
                + "enhancement_stage_seconds_sum{outcome=\"done\",stage=\"update\",tenant=\"a\"} 2.0\n"
                + "enhancement_stage_seconds_max{outcome=\"done\",stage=\"update\",tenant=\"a\"} 9.0\n"
                + "enhancement_stage_seconds_count{outcome=\"done\",stage=\"fallback\",tenant=\"a\"} 1\n");

        Map<String, StageTimes.StageTime> spent = StageTimes.since(before, now);

        assertThat(spent).containsExactly(Map.entry("update", new StageTimes.StageTime(4, 1)));
        assertThat(spent.values())
                .allSatisfy(update -> assertThat(update.meanMs()).isCloseTo(250, within(1e-9)));
    }
}
