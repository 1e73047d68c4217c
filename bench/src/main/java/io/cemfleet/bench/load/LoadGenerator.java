package io.cemfleet.bench.load;

import io.cemfleet.launcher.state.FleetFailure;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends prepared HTTP/1.1 requests to a port of this machine over a fixed number of connections, each with one open
 * request. It does little else, so that it takes little of the processors that it shares with the server.
 */
public final class LoadGenerator {
    private static final int TIMEOUT_MS = 30_000;

    private final int port;
    private final int connections;

    public LoadGenerator(int port, int connections) {
        this.port = port;
        this.connections = connections;
    }

    /**
     * What a load took.
     *
     * @param seconds from the first request to the last answer
     * @param latencies of all requests in nanoseconds, the shortest first
     */
    public record LoadTimes(double seconds, long[] latencies) {

        /** The percentile of the latencies by nearest rank, in ms. */
        public double percentileMs(double percent) {
            int rank = (int) Math.ceil(percent / 100 * latencies.length);
            return latencies[Math.clamp(rank, 1, latencies.length) - 1] / 1e6;
        }
    }

    /** The bytes of a POST. */
    public static byte[] post(String path, Map<String, String> headers, byte[] body) {
        StringBuilder head = new StringBuilder("POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\n");
        head.append("Content-Type: application/json\r\nContent-Length: ")
                .append(body.length)
                .append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] first = head.append("\r\n").toString().getBytes(StandardCharsets.ISO_8859_1);
        byte[] whole = Arrays.copyOf(first, first.length + body.length);
        System.arraycopy(body, 0, whole, first.length, body.length);
        return whole;
    }

    /**
     * Sends all requests, each once.
     *
     * @param expected status of each answer
     * @throws FleetFailure for another status, or when an answer is missing
     */
    public LoadTimes send(List<byte[]> requests, int expected) {
        AtomicInteger next = new AtomicInteger();
        long[] latencies = new long[requests.size()];
        long begin = System.nanoTime();
        try (ExecutorService threads = Executors.newFixedThreadPool(connections)) {
            List<Future<?>> all = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                all.add(threads.submit(() -> {
                    serve(requests, next, latencies, expected);
                    return null;
                }));
            }
            for (Future<?> one : all) {
                one.get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof FleetFailure failure
                    ? failure
                    : new FleetFailure("port " + port + " does not answer: " + e.getCause(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new FleetFailure("interrupted", e);
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        Arrays.sort(latencies);
        return new LoadTimes(seconds, latencies);
    }

    private void serve(List<byte[]> requests, AtomicInteger next, long[] latencies, int expected) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(TIMEOUT_MS);
            OutputStream out = socket.getOutputStream();
            InputStream in = new BufferedInputStream(socket.getInputStream(), 16 * 1024);
            for (int i = next.getAndIncrement(); i < requests.size(); i = next.getAndIncrement()) {
                long begin = System.nanoTime();
                out.write(requests.get(i));
                int status = answer(in);
                latencies[i] = System.nanoTime() - begin;
                if (status != expected) {
                    throw new FleetFailure("port " + port + " answered " + status);
                }
            }
        }
    }

    /** Reads one answer, whose body is skipped. */
    private static int answer(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ", 3)[1]);
        long length = 0;
        boolean chunked = false;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            String lower = header.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Long.parseLong(lower.substring(lower.indexOf(':') + 1).strip());
            }
            chunked |= lower.startsWith("transfer-encoding:") && lower.contains("chunked");
        }
        if (!chunked) {
            in.skipNBytes(length);
            return status;
        }
        for (long size = chunk(in); size > 0; size = chunk(in)) {
            in.skipNBytes(size);
            line(in);
        }
        line(in);
        return status;
    }

    private static long chunk(InputStream in) throws IOException {
        return Long.parseLong(line(in).split(";", 2)[0].strip(), 16);
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = in.read(); read != '\n'; read = in.read()) {
            if (read < 0) {
                throw new IOException("the connection ended within an answer");
            }
            if (read != '\r') {
                line.append((char) read);
            }
        }
        return line.toString();
    }
}
