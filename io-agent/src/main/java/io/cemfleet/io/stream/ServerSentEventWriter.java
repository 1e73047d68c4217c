package io.cemfleet.io.stream;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/** Writes server-sent events; each write is flushed at once. */
final class ServerSentEventWriter {
    private final HttpServletResponse response;
    private final OutputStream out;

    ServerSentEventWriter(HttpServletResponse response) throws IOException {
        this.response = response;
        response.setContentType(MediaType.TEXT_EVENT_STREAM_VALUE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setHeader("X-Accel-Buffering", "no");
        this.out = response.getOutputStream();
    }

    /** Sends the browser the delay before it reconnects when the stream ends. */
    void begin() throws IOException {
        write("retry: 2000\n:alive\n\n");
    }

    void update(StreamedUpdate update) throws IOException {
        write("id:" + update.position() + "\nevent:update\ndata:" + update.json() + "\n\n");
    }

    void signOfLife() throws IOException {
        write(":alive\n\n");
    }

    private void write(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        response.flushBuffer();
    }
}
