package io.cemfleet.testagent;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;

/** The way to an agent, on which requests and answers are lost: the answer to the first request always, others by chance. */
final class UnreliableNetwork implements AutoCloseable {
    private static final List<String> PASSED_ON = List.of("Authorization", "Content-Type", "traceparent");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final HttpServer server;
    private final int port;
    private final IntSupplier percent;
    private final AtomicBoolean first = new AtomicBoolean(true);
    private final AtomicInteger lost = new AtomicInteger();
    private volatile boolean reliable;

    /** @param percent a random number from 0 to 99 for each request */
    UnreliableNetwork(int port, IntSupplier percent) throws IOException {
        this.port = port;
        this.percent = percent;
        this.server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::pass);
        server.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    void repair() {
        reliable = true;
    }

    /** How many requests or answers were lost. */
    int lost() {
        return lost.get();
    }

    private int fate() {
        if (first.getAndSet(false)) {
            return 29;
        }
        return reliable ? 100 : percent.getAsInt();
    }

    private void pass(HttpExchange exchange) throws IOException {
        int fate = fate();
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            if (fate < 10) {
                lost.incrementAndGet();
                return;
            }
            if (fate < 15) {
                exchange.sendResponseHeaders(fate < 12 ? 500 : 503, -1);
                return;
            }
            HttpResponse<byte[]> response = http.send(request(exchange, body), HttpResponse.BodyHandlers.ofByteArray());
            if (fate < 30) {
                lost.incrementAndGet();
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(response.statusCode(), response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(HttpExchange exchange, byte[] body) {
        HttpRequest.Builder request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:" + port + exchange.getRequestURI()))
                .POST(HttpRequest.BodyPublishers.ofByteArray(body));
        PASSED_ON.forEach(
                name -> request.header(name, exchange.getRequestHeaders().getFirst(name)));
        return request.build();
    }

    @Override
    public void close() {
        server.stop(0);
        http.shutdownNow();
    }
}
