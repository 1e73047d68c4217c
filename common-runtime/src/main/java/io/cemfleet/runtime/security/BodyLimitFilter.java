package io.cemfleet.runtime.security;

import io.cemfleet.runtime.problem.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Applies the limit of its endpoint to every body, before anything reads it. Where the body itself authenticates the
 * sender, as with webhooks, all bodies that are being received share a budget.
 */
public final class BodyLimitFilter extends OncePerRequestFilter {
    private final BodyLimits limits;
    private final List<RouteBodyLimit> doors;
    private final UnauthenticatedBodyBudget budget;
    private final ProblemWriter problems;

    private record RouteBodyLimit(RequestMatcher matcher, int maxBody) {}

    public BodyLimitFilter(BodyLimits limits, List<OpenEndpoint> doors, ProblemWriter problems) {
        this.limits = limits;
        this.budget = new UnauthenticatedBodyBudget(limits.strangersBodies());
        this.problems = problems;
        var path = PathPatternRequestMatcher.withDefaults();
        this.doors = doors.stream()
                .map(door -> new RouteBodyLimit(path.matcher(door.method(), door.pattern()), door.maxBody()))
                .toList();
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<RouteBodyLimit> door =
                doors.stream().filter(open -> open.matcher().matches(request)).findFirst();
        int maxBody = door.map(RouteBodyLimit::maxBody).orElse(limits.maxBody());
        if (request.getContentLengthLong() > maxBody) {
            refuse(response, BoundedRequest.tooLarge(maxBody));
            return;
        }
        try (var bounded =
                new BoundedRequest(request, maxBody, limits.bodyTimeout(), door.isPresent() ? budget : null)) {
            chain.doFilter(bounded, response);
        } catch (ProblemException refused) {
            refuse(response, refused);
        }
    }

    private void refuse(HttpServletResponse response, ProblemException refused) throws IOException {
        String detail = refused.getBody().getDetail();
        refused.getHeaders().forEach((name, values) -> response.setHeader(name, values.getFirst()));
        problems.write(
                response, HttpStatus.valueOf(refused.getStatusCode().value()), detail == null ? "refused" : detail);
    }
}
