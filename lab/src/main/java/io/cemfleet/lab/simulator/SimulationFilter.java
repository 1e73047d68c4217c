package io.cemfleet.lab.simulator;

import jakarta.servlet.FilterChain;
import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import org.springframework.web.util.UriUtils;

/**
 * Runs before every simulated system: holds a request at a closed gate, answers with an ordered fault or lets the
 * system answer, and records request and answer before the client reads. A system that is a servlet of its own is called
 * directly: the filters after this one (observations, Spring Security, Spring MVC's paths) cost more than its answers.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
final class SimulationFilter extends OncePerRequestFilter {
    private final RequestRecorder requests;
    private final FaultQueue faults;
    private final RequestGates gates;
    private final SimulationSettings settings;
    private final Clock clock;
    private final Map<SimulatedSystem, Servlet> servlets = new EnumMap<>(SimulatedSystem.class);

    SimulationFilter(
            RequestRecorder requests,
            FaultQueue faults,
            RequestGates gates,
            SimulationSettings settings,
            Clock clock,
            List<ServletRegistrationBean<?>> servlets) {
        this.requests = requests;
        this.faults = faults;
        this.gates = gates;
        this.settings = settings;
        this.clock = clock;
        for (ServletRegistrationBean<?> servlet : servlets) {
            for (String address : servlet.getUrlMappings()) {
                SimulatedSystem.ofPath(address).ifPresent(face -> this.servlets.put(face, servlet.getServlet()));
            }
        }
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<SimulatedSystem> face = SimulatedSystem.ofPath(request.getRequestURI());
        if (face.isEmpty()) {
            chain.doFilter(request, response);
        } else if (isStream(request)) {
            answer(face.get(), request, response, chain);
        } else {
            simulate(face.get(), request, response, chain);
        }
    }

    private void answer(
            SimulatedSystem face, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Servlet servlet = servlets.get(face);
        if (servlet == null) {
            chain.doFilter(request, response);
        } else {
            servlet.service(request, response);
        }
    }

    private void simulate(
            SimulatedSystem face, HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Instant at = clock.instant();
        BufferedBodyRequest read =
                new BufferedBodyRequest(request, request.getInputStream().readAllBytes());
        String path = read.getRequestURI();
        String decoded = decoded(path);
        Optional<FaultKind> fault = faults.take(face, read.getMethod(), path, decoded);
        boolean dropped = !passes(face, read, decoded, false);
        ContentCachingResponseWrapper answer = new ContentCachingResponseWrapper(response);
        try {
            if (fault.isPresent() && !dropped) {
                dropped = play(face, fault.get(), answer);
            } else if (!dropped) {
                answer(face, read, answer, chain);
            }
        } catch (ServletException | IOException | RuntimeException e) {
            answer.setStatus(500);
            throw e;
        } finally {
            record(face, at, read, decoded, dropped ? null : answer);
        }
        if (dropped || !passes(face, read, decoded, true)) {
            DroppedConnections.drop(request);
        } else {
            answer.copyBodyToResponse();
        }
    }

    private boolean passes(SimulatedSystem face, BufferedBodyRequest request, String decoded, boolean after) {
        if (!gates.anyClosed()) {
            return true;
        }
        List<String> paths = List.of(request.getRequestURI(), decoded);
        return gates.pass(new GatedRequest(face, request.getMethod(), paths, request.text()), after);
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
            String decoded,
            @Nullable ContentCachingResponseWrapper answer) {
        boolean write = !ReadOnlyRequests.isRead(face, request.getMethod(), decoded, request.getQueryString());
        boolean secret = decoded.contains("/sso/") && answer != null && answer.getStatus() < 300;
        requests.record(
                face,
                write,
                new RecordedRequest(
                        at,
                        request.getMethod(),
                        request.getRequestURI(),
                        request.getQueryString(),
                        SecretMasking.headers(request),
                        request.isForm() ? SecretMasking.formBody(request.text()) : request.text(),
                        answer == null ? 0 : answer.getStatus(),
                        secret ? "***" : text(answer, write)));
    }

    /** The text of an answer, as much of it as is stored. */
    private static String text(@Nullable ContentCachingResponseWrapper answer, boolean write) {
        if (answer == null) {
            return "";
        }
        try (InputStream body = answer.getContentInputStream()) {
            int length = write ? Integer.MAX_VALUE : RequestRecorder.READ_ANSWER_LIMIT;
            return new String(body.readNBytes(length), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String decoded(String uri) {
        if (uri.indexOf('%') < 0) {
            return uri;
        }
        try {
            return UriUtils.decode(uri, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return uri;
        }
    }
}
