package io.cemfleet.lab.simulator;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.UriUtils;

/**
 * Runs before every simulated system: holds a request at a closed gate, answers with an ordered fault or lets the
 * system answer, and records request and answer before the client reads.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 20)
final class SimulationFilter extends OncePerRequestFilter {
    private final RequestRecorder requests;
    private final FaultQueue faults;
    private final RequestGates gates;
    private final SimulationSettings settings;
    private final Clock clock;

    SimulationFilter(
            RequestRecorder requests, FaultQueue faults, RequestGates gates, SimulationSettings settings, Clock clock) {
        this.requests = requests;
        this.faults = faults;
        this.gates = gates;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<SimulatedSystem> face = SimulatedSystem.ofPath(request.getRequestURI());
        if (face.isEmpty() || isStream(request)) {
            chain.doFilter(request, response);
            return;
        }
        Instant at = clock.instant();
        BufferedBodyRequest read =
                new BufferedBodyRequest(request, request.getInputStream().readAllBytes());
        String path = read.getRequestURI();
        Optional<FaultKind> fault = faults.take(face.get(), read.getMethod(), path, decoded(path));
        GatedRequest visit = new GatedRequest(face.get(), read.getMethod(), List.of(path, decoded(path)), read.text());
        boolean dropped = !gates.pass(visit, false);
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        try {
            if (fault.isPresent() && !dropped) {
                dropped = play(face.get(), fault.get(), answer);
            } else if (!dropped) {
                chain.doFilter(read, answer);
            }
        } catch (ServletException | IOException | RuntimeException e) {
            answer.setStatus(500);
            throw e;
        } finally {
            record(face.get(), at, read, dropped ? null : answer);
        }
        if (dropped || !gates.pass(visit, true)) {
            DroppedConnections.drop(request);
        } else {
            answer.copyBodyToResponse();
        }
    }

    /** A stream has no end that could be recorded, and must not be buffered. */
    private static boolean isStream(HttpServletRequest request) {
        return request.getRequestURI().contains("/restconf/streams/");
    }

    private boolean play(SimulatedSystem face, FaultKind kind, HttpServletResponse response) throws IOException {
        if (kind == FaultKind.TIMEOUT) {
            faults.hang(settings.hangLimit());
            return true;
        }
        if (kind == FaultKind.REFUSE) {
            return true;
        }
        VendorErrors.Answer answer = VendorErrors.of(face, kind);
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (answer.type() != null) {
            response.setContentType(answer.type());
        }
        response.getOutputStream().write(answer.body().getBytes(StandardCharsets.UTF_8));
        return false;
    }

    private void record(
            SimulatedSystem face,
            Instant at,
            BufferedBodyRequest request,
            @Nullable ContentCachingResponseWrapper answer) {
        String path = request.getRequestURI();
        boolean sso = path.contains("/sso/");
        String given = answer == null ? "" : new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8);
        requests.record(
                face,
                !ReadOnlyRequests.isRead(face, request.getMethod(), decoded(path), request.getQueryString()),
                new RecordedRequest(
                        at,
                        request.getMethod(),
                        path,
                        request.getQueryString(),
                        SecretMasking.headers(request),
                        request.isForm() ? SecretMasking.formBody(request.text()) : request.text(),
                        answer == null ? 0 : answer.getStatus(),
                        sso && answer != null && answer.getStatus() < 300 ? "***" : given));
    }

    private static String decoded(String uri) {
        try {
            return UriUtils.decode(uri, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return uri;
        }
    }
}
