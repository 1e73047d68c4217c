package io.cemfleet.launcher.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/** TCP ports of the loopback address. */
public final class LoopbackPorts {
    private static final Pattern HOLDER = Pattern.compile("users:\\(\\(\"([^\"]+)\",pid=(\\d+)");

    private LoopbackPorts() {}

    public static boolean free(int port) {
        try (var socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    public static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), (int)
                    Duration.ofMillis(500).toMillis());
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    /** The name and pid of the program that listens on a port, where the system reports them. */
    public static Optional<String> holder(int port) {
        return ProcessSpawner.onPath("ss").flatMap(ss -> {
            try {
                var process = new ProcessBuilder(ss, "-Hltnp", "sport = :" + port)
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
                String text = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
                process.waitFor(2, TimeUnit.SECONDS);
                var match = HOLDER.matcher(text);
                return match.find() ? Optional.of(match.group(1) + ", pid " + match.group(2)) : Optional.empty();
            } catch (IOException e) {
                return Optional.empty();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        });
    }
}
