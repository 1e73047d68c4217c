package io.cemfleet.io;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.runtime.testing.FleetJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.InetAddress;
import java.net.URI;
import java.net.URLEncoder;
import java.net.UnknownHostException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;

/** A person's browser at the console: keeps cookies, follows redirects, and sends the CSRF token as the pages do. */
final class ConsoleBrowser {
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http;
    private final String console;

    ConsoleBrowser(int port) {
        this(port, "127.0.0.1");
    }

    /** @param address of the loopback network from which it comes */
    ConsoleBrowser(int port, String address) {
        try {
            this.http = HttpClient.newBuilder()
                    .cookieHandler(cookies)
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .localAddress(InetAddress.getByName(address))
                    .build();
        } catch (UnknownHostException e) {
            throw new UncheckedIOException(e);
        }
        this.console = "http://127.0.0.1:" + port;
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    JsonNode json(String path) {
        return FleetJson.parse(get(path).body());
    }

    /** Changes something, with the token. */
    HttpResponse<String> send(String method, String path, String body, String... headers) {
        if (cookie("cem_csrf").isEmpty()) {
            get("/login.html");
        }
        return send(request(path, headers)
                .header("X-XSRF-TOKEN", cookie("cem_csrf"))
                .header("Content-Type", "application/json")
                .method(method, HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Fills the login form. */
    HttpResponse<String> login(String user, String password) {
        get("/login.html");
        return send(request("/login")
                .header("X-XSRF-TOKEN", cookie("cem_csrf"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(form(Map.of("user", user, "password", password))));
    }

    /** Sends a form to an address, as a page there would. */
    HttpResponse<String> submit(URI address, Map<String, String> fields) {
        return send(HttpRequest.newBuilder(address)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(form(fields)));
    }

    int status(String path) {
        return get(path).statusCode();
    }

    /** A cookie's value, empty when there is none. */
    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }

    /** All cookies as a header, for an event stream. */
    String[] cookieHeader() {
        String all = cookies.getCookieStore().getCookies().stream()
                .map(cookie -> cookie.getName() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        return new String[] {"Cookie", all};
    }

    private HttpRequest.Builder request(String path, String... headers) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(path.startsWith("http") ? URI.create(path) : URI.create(console + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    private static HttpRequest.BodyPublisher form(Map<String, String> fields) {
        return HttpRequest.BodyPublishers.ofString(fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&")));
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
