package io.cemfleet.runtime.security;

import io.cemfleet.runtime.problem.ProblemException;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;

/**
 * A request whose body ends with 413 beyond its limit, with 408 when it takes too long, and with 503 when strangers'
 * bodies fill their budget. A chunked body announces no length, so the bytes are counted as they are read.
 */
final class BoundedRequest extends HttpServletRequestWrapper implements AutoCloseable {
    private static final Duration RETRY = Duration.ofSeconds(2);

    private final int maxBody;
    private final long deadline;
    private final @Nullable UnauthenticatedBodyBudget budget;
    private @Nullable ServletInputStream body;
    private long taken;

    /** @param budget null for callers that authenticate before their body is read */
    BoundedRequest(
            HttpServletRequest request, int maxBody, Duration patience, @Nullable UnauthenticatedBodyBudget budget) {
        super(request);
        this.maxBody = maxBody;
        this.deadline = System.nanoTime() + patience.toNanos();
        this.budget = budget;
    }

    static ProblemException tooLarge(int maxBody) {
        return new ProblemException(HttpStatus.PAYLOAD_TOO_LARGE, "the body is larger than " + maxBody + " bytes");
    }

    @Override
    public ServletInputStream getInputStream() throws IOException {
        if (body == null) {
            body = new CountedInputStream(super.getInputStream());
        }
        return body;
    }

    @Override
    public BufferedReader getReader() throws IOException {
        return new BufferedReader(new InputStreamReader(getInputStream(), StandardCharsets.UTF_8));
    }

    @Override
    public void close() {
        if (budget != null) {
            budget.giveBack(taken);
        }
    }

    private void count(int bytes) {
        if (bytes <= 0) {
            return;
        }
        if (taken + bytes > maxBody) {
            throw tooLarge(maxBody);
        }
        if (System.nanoTime() - deadline > 0) {
            throw new ProblemException(HttpStatus.REQUEST_TIMEOUT, "the body took too long");
        }
        if (budget != null && !budget.take(bytes)) {
            throw ProblemException.later(HttpStatus.SERVICE_UNAVAILABLE, "too many bodies arrive at once", RETRY);
        }
        taken += bytes;
    }

    private final class CountedInputStream extends ServletInputStream {
        private final ServletInputStream source;

        CountedInputStream(ServletInputStream source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            int read = source.read();
            count(read < 0 ? 0 : 1);
            return read;
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            int read = source.read(into, from, length);
            count(read);
            return read;
        }

        @Override
        public boolean isFinished() {
            return source.isFinished();
        }

        @Override
        public boolean isReady() {
            return source.isReady();
        }

        @Override
        public void setReadListener(ReadListener listener) {
            source.setReadListener(listener);
        }
    }
}
