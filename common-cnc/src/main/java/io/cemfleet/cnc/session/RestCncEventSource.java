package io.cemfleet.cnc.session;

import io.cemfleet.cnc.CncResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Reads server-sent events line by line; another thread closes a stream that is silent. */
final class RestCncEventSource implements CncEventSource {

    private static final Logger log = LoggerFactory.getLogger(RestCncEventSource.class);
    private static final int LONGEST_EVENT = 32 << 20;

    private final CncHttpTransport wire;
    private final SsoSession session;

    RestCncEventSource(CncHttpTransport wire, SsoSession session) {
        this.wire = wire;
        this.session = session;
    }

    @Override
    public String follow(CncApi face, String path, Duration silence, EventReader reader) {
        if (!(session.token() instanceof CncResult.Ok<String>(String token))) {
            return "not logged in";
        }
        try (var stream = wire.open(face.base() + path, token)) {
            reader.opened();
            var heard = new SilenceWatch(stream, silence);
            try (heard) {
                read(new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8)), heard, reader);
            }
            return "the controller ended the stream";
        } catch (IOException e) {
            return "the stream broke: " + e.getMessage();
        }
    }

    private static void read(BufferedReader lines, SilenceWatch heard, EventReader reader) throws IOException {
        var data = new StringBuilder();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            heard.something();
            if (line.isEmpty() && !data.isEmpty()) {
                reader.event(data.toString());
                data.setLength(0);
            }
            if (data.isEmpty() && !line.startsWith("data:")) {
                reader.alive();
            } else if (line.startsWith("data:")) {
                data.append(data.isEmpty() ? "" : "\n")
                        .append(line.substring("data:".length()).stripLeading());
                if (data.length() > LONGEST_EVENT) {
                    throw new IOException("an event is too long");
                }
            }
        }
    }

    /** Closes the stream when nothing is heard for too long. */
    private static final class SilenceWatch implements AutoCloseable {
        private final Thread watching;
        private volatile long heardAt = System.nanoTime();

        SilenceWatch(InputStream stream, Duration silence) {
            this.watching = Thread.ofVirtual().start(() -> watch(stream, silence.toNanos()));
        }

        void something() {
            heardAt = System.nanoTime();
        }

        private void watch(InputStream stream, long silence) {
            try {
                for (long left = silence; left > 0; left = silence - (System.nanoTime() - heardAt)) {
                    Thread.sleep(Duration.ofNanos(left));
                }
                stream.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (IOException e) {
                log.debug("a silent stream could not be closed", e);
            }
        }

        @Override
        public void close() {
            watching.interrupt();
        }
    }
}
