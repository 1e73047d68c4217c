package io.cemfleet.runtime.trace;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Continues the caller's trace, or starts one. */
public final class TraceFilter extends OncePerRequestFilter {

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        TraceContext trace =
                TraceContext.parse(request.getHeader(TraceContext.TRACEPARENT)).orElseGet(TraceContext::fresh);
        try (var scope = trace.open()) {
            chain.doFilter(request, response);
        }
    }
}
