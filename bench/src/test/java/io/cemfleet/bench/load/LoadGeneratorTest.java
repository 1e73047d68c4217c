package io.cemfleet.bench.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import io.cemfleet.bench.load.LoadGenerator.LoadTimes;
import io.cemfleet.launcher.state.FleetFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LoadGeneratorTest {
    private final List<String> received = new CopyOnWriteArrayList<>();
    private final Set<InetSocketAddress> connections = ConcurrentHashMap.newKeySet();
    private HttpServer server;
    private int status = 202;
    /** As {@link com.sun.net.httpserver.HttpExchange#sendResponseHeaders} takes it: 0 is chunked. */
    private boolean chunked;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool());
        server.createContext("/", exchange -> {
            connections.add(exchange.getRemoteAddress());
            received.add(exchange.getRequestMethod()
                    + ' '
                    + exchange.getRequestURI()
                    + ' '
                    + exchange.getRequestHeaders().getFirst("X-Key")
                    + ' '
                    + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            byte[] answer = "x".repeat(20_000).getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, chunked ? 0 : answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    private LoadTimes send(int connections, int count) {
        List<byte[]> requests = IntStream.range(0, count)
                .mapToObj(i -> LoadGenerator.post(
                        "/in?n=" + i, Map.of("X-Key", "k"), ("é" + i).getBytes(StandardCharsets.UTF_8)))
                .toList();
        return new LoadGenerator(server.getAddress().getPort(), connections).send(requests, 202);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void eachRequestIsSentOnceOverTheConnections(boolean inChunks) {
        chunked = inChunks;

        LoadTimes times = send(3, 50);

        assertThat(received)
                .containsExactlyInAnyOrderElementsOf(IntStream.range(0, 50)
                        .mapToObj(i -> "POST /in?n=" + i + " k é" + i)
                        .toList());
        assertThat(connections).hasSizeBetween(1, 3);
        assertThat(times.latencies()).hasSize(50).isSorted();
        assertThat(times.percentileMs(100)).isLessThanOrEqualTo(times.seconds() * 1000);
    }

    @Test
    void anotherStatusEndsTheLoad() {
        status = 503;

        assertThatThrownBy(() -> send(2, 10)).isInstanceOf(FleetFailure.class).hasMessageContaining("503");
    }

    @Test
    void aServerThatDoesNotAnswerIsNamed() {
        server.stop(0);

        assertThatThrownBy(() -> send(2, 10)).isInstanceOf(FleetFailure.class).hasMessageContaining("does not answer");
    }
}
