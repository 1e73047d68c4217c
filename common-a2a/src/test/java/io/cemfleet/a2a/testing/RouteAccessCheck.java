package io.cemfleet.a2a.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.a2a.testing.MappedRoutes.Route;
import io.cemfleet.a2a.token.SignedRequest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;

/**
 * Tries every route of a running agent, listed from the agent itself, as those who may not use it: 400, 401 or 403, and no
 * handler sees the request.
 */
public final class RouteAccessCheck {
    /** The routes that every agent opens to all. */
    private static final Set<String> OPEN =
            Set.of("GET /health", "GET /.well-known/agent.json", "GET /.well-known/agent-card.json");

    private static final Set<Integer> REFUSED = Set.of(400, 401, 403);
    private static final List<String> METHODS = List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS");
    private static final byte[] NOTHING = {};
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private final ServletWebServerApplicationContext context;
    private final AgentName self;
    private final Set<String> open;
    private final Set<Integer> refused;

    private RouteAccessCheck(
            ServletWebServerApplicationContext context, AgentName self, Set<String> open, Set<Integer> refused) {
        this.context = context;
        this.self = self;
        this.open = open;
        this.refused = refused;
    }

    /** @param alsoOpen routes of this agent that check their callers themselves, as {@code POST /webhooks/{source}} */
    public static RouteAccessCheck of(ServletWebServerApplicationContext context, AgentName self, String... alsoOpen) {
        Set<String> open = new HashSet<>(OPEN);
        open.addAll(List.of(alsoOpen));
        return new RouteAccessCheck(context, self, open, REFUSED);
    }

    /** For an agent that sends strangers to its login, and has pages beside its routes. */
    public RouteAccessCheck orAnswered(Integer... alsoRefused) {
        Set<Integer> statuses = new TreeSet<>(refused);
        statuses.addAll(List.of(alsoRefused));
        return new RouteAccessCheck(context, self, open, statuses);
    }

    /** All of the rules. */
    public void isGuarded() {
        Set<Route> routes = MappedRoutes.of(context);
        assertThat(routes).extracting(Route::toString).containsAll(open);
        try (var handlers = new ReachedHandlers(context)) {
            for (Route route : routes) {
                if (!open.contains(route.toString())) {
                    strangersAreRefused(route);
                    viewersChangeNothing(route);
                    agentsKeepToTheirDoor(route);
                }
            }
            unnamedMethodsAreRefused(routes);
            managementIsElsewhere();
            assertThat(handlers.reached()).isEmpty();
        }
    }

    private void strangersAreRefused(Route route) {
        for (String path : PathVariants.of(route.path())) {
            refused(route.method(), path, "");
        }
    }

    private void viewersChangeNothing(Route route) {
        if (route.changes() && !route.pattern().startsWith("/a2a/")) {
            refused(route.method(), route.path(), token(AgentName.IO_AGENT, self, route, "viewer"));
        }
    }

    /** A token for another agent opens nothing; another agent's token opens nothing but the tasks' door. */
    private void agentsKeepToTheirDoor(Route route) {
        AgentName other = self == AgentName.AUDIT ? AgentName.ORCHESTRATOR : AgentName.AUDIT;
        refused(route.method(), route.path(), token(AgentName.IO_AGENT, other, route, "admin"));
        if (!route.pattern().startsWith("/a2a/")) {
            refused(route.method(), route.path(), token(other, self, route, "admin"));
        }
    }

    private void unnamedMethodsAreRefused(Set<Route> routes) {
        for (Route route : routes) {
            for (String method : METHODS) {
                boolean known = open.contains(method + ' ' + route.pattern());
                boolean head = method.equals("HEAD") && open.contains("GET " + route.pattern());
                if (!known && !head) {
                    refused(method, route.path(), "");
                }
            }
        }
    }

    private void managementIsElsewhere() {
        Set<Route> management = MappedRoutes.of(MappedRoutes.management(context));
        assertThat(management).extracting(Route::toString).contains("GET /actuator/health");
        assertThat(management)
                .filteredOn(route -> route.changes() && !route.pattern().equals("/error"))
                .isEmpty();
        management.forEach(route -> refused(route.method(), route.path(), ""));
        refused("GET", "/v3/api-docs", "");
        int port = context.getEnvironment().getRequiredProperty("local.management.port", Integer.class);
        assertThat(status(port, "GET", "/actuator/health/liveness", "")).isEqualTo(200);
        assertThat(status(port, "POST", "/actuator/health/liveness", "")).isIn(REFUSED);
        assertThat(status(port, "GET", "/actuator/env", "")).isIn(REFUSED);
    }

    private String token(AgentName caller, AgentName audience, Route route, String role) {
        return TestKeys.tokensOf(caller)
                .sign(audience, new SignedRequest(route.method(), route.path(), NOTHING), "mallory", role);
    }

    private void refused(String method, String path, String token) {
        assertThat(status(context.getWebServer().getPort(), method, path, token))
                .as("%s %s", method, path)
                .isIn(refused);
    }

    private static int status(int port, String method, String path, String token) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (!token.isEmpty()) {
            request.header("Authorization", "Bearer " + token);
        }
        try {
            return HTTP.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new IllegalStateException("no answer to " + method + ' ' + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
