package io.cemfleet.testagent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalManagementPort;

/** What the filter chain lets through and how it refuses, over real HTTP. */
class RouteGuardTest extends RunningTestAgent {
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private static final String LETTERS = "/api/outbox/dead-letters";
    private static final String REPLAY = LETTERS + "/7/replay";

    @LocalManagementPort
    private int managementPort;

    @ParameterizedTest
    @ValueSource(strings = {"/health?q=%00", "/health?q=%ff", "/health?q=%07", "/api;x/y", "/x/../health"})
    void whatTheFirewallRefusesIsAProblem(String path) throws Exception {
        HttpResponse<String> answer = send(port, "GET", path);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(type(answer)).isEqualTo("application/problem+json");
    }

    @Test
    void aHeaderWithAControlCharacterIsAProblem() throws Exception {
        assertThat(raw("GET /health HTTP/1.1\r\nHost: localhost\r\ntraceparent: a\u0001b\r\nConnection: close\r\n\r\n"))
                .startsWith("HTTP/1.1 400");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /a|b HTTP/1.1",
                "GET /a HTTP/1.1 x",
                "G\u0001T / HTTP/1.1",
                "GET /%zz HTTP/1.1",
                "GET / HTTP/9.9",
                "\u0016\u0003\u0001"
            })
    void whatIsNotHttpIsAProblemThatSaysNothingOfTheServer(String line) throws Exception {
        String answer = whole(line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 ").contains("application/problem+json", "\"status\":");
        assertThat(answer).doesNotContainIgnoringCase("tomcat").doesNotContain("<html", "Exception");
    }

    @Test
    void strangersAndWrongPasswordsAreProblems() throws Exception {
        for (String login : List.of("", "operator:wrong", "stranger:secret", "operator:")) {
            HttpResponse<String> answer = send(port, "GET", LETTERS, "Authorization", basic(login));
            assertThat(answer.statusCode()).as(login).isEqualTo(401);
            assertThat(type(answer)).isEqualTo("application/problem+json");
        }
        assertThat(send(port, "GET", LETTERS, "Authorization", basic("operator:secret"))
                        .statusCode())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-Fetch-Site, cross-site, 403",
        "Sec-Fetch-Site, same-site, 403",
        "Origin, http://evil.example, 403",
        "Origin, null, 403",
        "Sec-Fetch-Site, same-origin, 404",
        "X-Nothing, x, 404"
    })
    void aPageOfAnotherOriginChangesNothingByTheBrowsersLogin(String header, String value, int status)
            throws Exception {
        assertThat(send(port, "POST", REPLAY, "Authorization", basic("operator:secret"), header, value)
                        .statusCode())
                .isEqualTo(status);
    }

    @Test
    void answersCarryTheHeadersThatKeepBrowsersSafe() throws Exception {
        var headers = send(port, "GET", LETTERS, "Authorization", basic("operator:secret"))
                .headers();

        assertThat(headers.firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(headers.firstValue("X-Frame-Options")).hasValue("DENY");
        assertThat(headers.firstValue("Cache-Control"))
                .hasValueSatisfying(kept -> assertThat(kept).contains("no-store"));
        assertThat(headers.firstValue("Content-Security-Policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
        assertThat(headers.firstValue("Set-Cookie")).isEmpty();
    }

    @Test
    void aTokenIsJudgedBeforeTheBodyThatItAnnouncesHasCome() throws Exception {
        String answer = raw("POST /a2a/tasks HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer a.b.c\r\n"
                + "Content-Length: 900000\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 401");
    }

    @Test
    void aLengthBeyondTheLimitIsRefusedByItsAnnouncement() throws Exception {
        String answer = raw("POST /a2a/tasks HTTP/1.1\r\nHost: localhost\r\n"
                + "Content-Length: 1048577\r\nConnection: close\r\n\r\n");

        assertThat(answer).startsWith("HTTP/1.1 413");
    }

    @Test
    void apiDocsAndProbesStandOnTheManagementPort() throws Exception {
        assertThat(send(managementPort, "GET", "/actuator/openapi").body()).contains(LETTERS);
        assertThat(send(managementPort, "GET", "/actuator/health/liveness").statusCode())
                .isEqualTo(200);
        assertThat(send(port, "GET", "/v3/api-docs").statusCode()).isEqualTo(401);
        assertThat(send(port, "GET", "/actuator/openapi").statusCode()).isEqualTo(401);
    }

    private HttpResponse<String> send(int to, String method, String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + to + path))
                .method(method, HttpRequest.BodyPublishers.noBody());
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private String raw(String request) throws Exception {
        try (Socket socket = sent(request)) {
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
                    .readLine();
        }
    }

    private String whole(String request) throws Exception {
        try (Socket socket = sent(request)) {
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    private Socket sent(String request) throws Exception {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(5000);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
        return socket;
    }

    private static String type(HttpResponse<?> answer) {
        return answer.headers().firstValue("Content-Type").orElse("");
    }

    private static String basic(String login) {
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }
}
