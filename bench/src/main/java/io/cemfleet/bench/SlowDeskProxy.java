package io.cemfleet.bench;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.cemfleet.launcher.state.FleetFailure;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A service desk as slow as a real one: a proxy of the lab's that delays each call, and records when it was answered.
 */
final class SlowDeskProxy implements AutoCloseable {
    private static final List<String> PASSED_ON = List.of("Accept", "Content-Type", "authtoken", "Authorization");
    private static final Duration LIMIT = Duration.ofSeconds(30);

    static {
        // The JDK's server writes head and body separately; without this option the body waits for the acknowledgement
        // of the head.
        System.setProperty("sun.net.httpserver.nodelay", "true");
    }

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .executor(threads)
            .build();
    private final String behind;
    private final Pace pace;

    /** The delays of calls, and a listener for their durations. */
    interface Pace {
        /** The delay of this call before it is forwarded. */
        Duration delay(String method, String path);

        /**
         * Called before the caller reads the answer.
         *
         * @param nanos duration of the call here, its delay included
         */
        void answered(String method, String path, String correlationId, int status, long nanos);
    }

    /** @param behind the base URL of the desk that answers */
    SlowDeskProxy(String behind, Pace pace) {
        this.behind = behind;
        this.pace = pace;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new FleetFailure("no port for a service desk: " + e.getMessage(), e);
        }
        server.setExecutor(threads);
        server.createContext("/", this::take);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        long begin = System.nanoTime();
        try (exchange) {
            String method = exchange.getRequestMethod();
            String path = exchange.getRequestURI().getRawPath();
            byte[] body = exchange.getRequestBody().readAllBytes();
            LockSupport.parkNanos(pace.delay(method, path).toNanos());
            HttpResponse<byte[]> answer =
                    client.send(passedOn(exchange, body), HttpResponse.BodyHandlers.ofByteArray());
            String correlationId = exchange.getRequestHeaders().getFirst("X-Correlation-ID");
            pace.answered(
                    method,
                    path,
                    correlationId == null ? "" : correlationId,
                    answer.statusCode(),
                    System.nanoTime() - begin);
            answer.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders()
                    .set("Content-Type", type));
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest passedOn(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(behind + exchange.getRequestURI()))
                .timeout(LIMIT)
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        for (String name : PASSED_ON) {
            String value = exchange.getRequestHeaders().getFirst(name);
            if (value != null) {
                request.header(name, value);
            }
        }
        return request.build();
    }

    @Override
    public void close() {
        server.stop(0);
        client.shutdownNow();
        threads.shutdownNow();
        try {
            boolean unused = threads.awaitTermination(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
