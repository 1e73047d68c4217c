package io.cemfleet.e2e.fleet;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Leads the address of a dead instance to a living one, as a Service of Kubernetes does. */
public final class PortForward implements AutoCloseable {
    private static final int WAITING_CONNECTIONS = 64;

    private final int target;
    private final ServerSocket door = open();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

    private PortForward(int target) {
        this.target = target;
    }

    /** Forwards connections to a port of the loopback address, which must be free, until it is closed. */
    public static PortForward of(int port, int target) {
        PortForward forward = new PortForward(target);
        try {
            forward.door.setReuseAddress(true);
            forward.door.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), WAITING_CONNECTIONS);
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port, e);
        }
        forward.threads.execute(forward::accept);
        return forward;
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        // An interrupted virtual thread closes the socket that it waits for.
        threads.shutdownNow();
        threads.close();
    }

    private static ServerSocket open() {
        try {
            return new ServerSocket();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void accept() {
        while (!door.isClosed()) {
            try {
                Socket caller = door.accept();
                Socket instance = new Socket(InetAddress.getLoopbackAddress(), target);
                threads.execute(() -> copy(caller, instance));
                threads.execute(() -> copy(instance, caller));
            } catch (IOException e) {
                // The forwarding has ended or the instance has: the caller gets no answer, as from a dead instance.
            }
        }
    }

    private static void copy(Socket from, Socket to) {
        try (from;
                to) {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException e) {
            // One of the two hung up: both connections end.
        }
    }
}
