package io.cemfleet.io;

import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.a2a.testing.PeerStub;
import io.cemfleet.runtime.testing.FleetPostgres;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/** What stands between a stranger, or a foreign page, and the console. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {
            "cem.a2a.operators.user=operator",
            "cem.a2a.operators.password=pass",
            "cem.console.secure-cookie=true"
        })
@ActiveProfiles("local")
class ConsoleAccessTest {
    private static final PeerStub PEERS = PeerStub.start();
    private static final HttpClient HTTP = HttpClient.newHttpClient();
    private static final String STOP = "{\"stopped\":true,\"reason\":\"x\"}";

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @DynamicPropertySource
    static void properties(DynamicPropertyRegistry registry) {
        FleetPostgres.register(registry, "io_agent");
        PEERS.register(registry);
    }

    @AfterAll
    static void stop() {
        PEERS.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/login.html", "/api/tickets", "/", "/login/ways", "/css/console.css"})
    void everyAnswerTellsBrowsersToBeCareful(String path) throws Exception {
        var headers = send("GET", path, "").headers();

        assertThat(headers.firstValue("Content-Security-Policy")).hasValueSatisfying(policy -> assertThat(policy)
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe"));
        assertThat(headers.firstValue("Strict-Transport-Security")).isPresent();
        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).hasValue("same-origin");
        assertThat(headers.firstValue("Permissions-Policy")).isPresent();
    }

    @Test
    void whatIsDynamicIsNotKeptAndFilesAreAskedAbout() throws Exception {
        assertThat(send("GET", "/api/me", "", "Authorization", basic("operator:pass"))
                        .headers()
                        .firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(send("GET", "/api/me", "").headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-store"));
        assertThat(send("GET", "/js/api.js", "").headers().firstValue("Cache-Control"))
                .hasValueSatisfying(value -> assertThat(value).contains("no-cache"));
    }

    @Test
    void cookiesOverTlsBelongToThisHostAlone() throws Exception {
        HttpResponse<String> page = send("GET", "/login.html", "");
        String csrf = page.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(csrf).startsWith("__Host-cem_csrf=").contains("Secure", "SameSite=Strict", "Path=/");

        HttpResponse<String> answer = login(csrf.split(";")[0], csrf.split("[=;]")[1]);

        assertThat(answer.statusCode()).isEqualTo(204);
        assertThat(answer.headers().allValues("Set-Cookie"))
                .filteredOn(cookie -> cookie.contains("cem_session=") || cookie.contains("cem_device="))
                .hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("__Host-")
                        .contains("Secure", "HttpOnly", "SameSite=Strict", "Path=/"));
    }

    @Test
    void aLoginWithoutThePagesTokenIsRefused() throws Exception {
        String csrf = send("GET", "/login.html", "")
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();

        assertThat(login(csrf.split(";")[0], "").statusCode()).isEqualTo(403);
        assertThat(login(csrf.split(";")[0], "00000000-0000-0000-0000-000000000000")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void basicWorksWithoutATokenAndLeavesNoSession() throws Exception {
        HttpResponse<String> looked = send("GET", "/api/me", "", "Authorization", basic("operator:pass"));
        HttpResponse<String> acted = send("PUT", "/api/controls/stop", STOP, "Authorization", basic("operator:pass"));

        assertThat(looked.statusCode()).isEqualTo(200);
        assertThat(acted.statusCode()).isNotIn(401, 403);
        assertThat(looked.headers().allValues("Set-Cookie")).isEmpty();
        assertThat(jdbc.sql("select count(*) from spring_session where principal_name is null")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    @Test
    void aForeignPageCannotUseABrowsersBasicLogin() throws Exception {
        assertThat(send(
                                "PUT",
                                "/api/controls/stop",
                                STOP,
                                "Authorization",
                                basic("operator:pass"),
                                "Sec-Fetch-Site",
                                "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(send(
                                "PUT",
                                "/api/controls/stop",
                                STOP,
                                "Authorization",
                                basic("operator:pass"),
                                "Origin",
                                "http://evil.example")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void aPagesScriptGetsA401WithoutABrowserDialog() throws Exception {
        HttpResponse<String> answer = send("GET", "/api/tickets", "", "Sec-Fetch-Mode", "cors");

        assertThat(answer.statusCode()).isEqualTo(401);
        assertThat(answer.headers().firstValue("WWW-Authenticate")).isEmpty();
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/tickets",
                "/%61pi/tickets",
                "/api;x/tickets",
                "/api//tickets",
                "/API/tickets",
                "/./api/tickets",
                "/api/%2e%2e/api/tickets",
                "/api/stream",
                "/api/sessions",
                "/unknown",
                "/api/outbox/dead-letters"
            })
    void noSpellingOfAPathLetsAStrangerIn(String path) throws Exception {
        assertThat(send("GET", path, "").statusCode()).isIn(302, 400, 401, 403);
    }

    private HttpResponse<String> login(String cookie, String token) throws Exception {
        return HTTP.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/login"))
                        .headers(
                                "Cookie",
                                cookie,
                                "X-XSRF-TOKEN",
                                token,
                                "Content-Type",
                                "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString("user=operator&password=pass"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }
}
