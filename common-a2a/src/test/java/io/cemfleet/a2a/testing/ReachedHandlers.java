package io.cemfleet.a2a.testing;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.springframework.context.ApplicationContext;
import org.springframework.test.util.ReflectionTestUtils;
import org.springframework.web.servlet.HandlerInterceptor;

/** Remembers each request that a running application gave to a handler. */
final class ReachedHandlers implements HandlerInterceptor, AutoCloseable {
    private final List<String> reached = new CopyOnWriteArrayList<>();
    private final List<List<HandlerInterceptor>> installed;

    ReachedHandlers(ApplicationContext context) {
        installed = MappedRoutes.mappings(context).stream()
                .map(ReachedHandlers::interceptors)
                .toList();
        installed.forEach(interceptors -> interceptors.addFirst(this));
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (request.getDispatcherType() == jakarta.servlet.DispatcherType.REQUEST) {
            reached.add(request.getMethod() + ' ' + request.getRequestURI() + " → " + handler);
        }
        return true;
    }

    List<String> reached() {
        return reached;
    }

    @SuppressWarnings("unchecked")
    private static List<HandlerInterceptor> interceptors(Object mapping) {
        return (List<HandlerInterceptor>)
                Objects.requireNonNull(ReflectionTestUtils.getField(mapping, "adaptedInterceptors"));
    }

    @Override
    public void close() {
        installed.forEach(interceptors -> interceptors.remove(this));
    }
}
