package io.cemfleet.bench;

import io.cemfleet.launcher.state.FleetFailure;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Reads open pages of the agents, and measures loopback round trips. */
final class LoopbackClient {
    private static final int ROUNDS = 300;

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    String text(String url) {
        return ask(HttpRequest.newBuilder(URI.create(url)).GET()).body();
    }

    /** @return the HTTP status */
    int post(String url, byte[] json) {
        return ask(HttpRequest.newBuilder(URI.create(url))
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofByteArray(json)))
                .statusCode();
    }

    /** Sequential round trips to a page that makes no calls, in ms. */
    TimingSamples roundTrips(String url) {
        for (int i = 0; i < ROUNDS; i++) {
            text(url);
        }
        TimingSamples samples = new TimingSamples();
        for (int i = 0; i < ROUNDS; i++) {
            long begin = System.nanoTime();
            text(url);
            samples.add((System.nanoTime() - begin) / 1e6);
        }
        return samples;
    }

    private HttpResponse<String> ask(HttpRequest.Builder request) {
        try {
            return client.send(request.timeout(Duration.ofSeconds(15)).build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new FleetFailure("no answer: " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetFailure("interrupted", e);
        }
    }
}
