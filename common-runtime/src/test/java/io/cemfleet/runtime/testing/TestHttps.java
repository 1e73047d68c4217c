package io.cemfleet.runtime.testing;

import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsParameters;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.ssl.SslBundle;
import org.springframework.boot.ssl.pem.PemSslStoreBundle;
import org.springframework.boot.ssl.pem.PemSslStoreDetails;

/** A server with a certificate of a private authority for the name {@code localhost}, and no other. */
public final class TestHttps implements AutoCloseable {
    private final TestAuthority authority = new TestAuthority("private-ca");
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final AtomicInteger requests = new AtomicInteger();
    private final HttpsServer server;

    private TestHttps(boolean clientCertificate) throws IOException {
        server = HttpsServer.create(new InetSocketAddress("localhost", 0), 0);
        SslBundle own = bundle(authority.pem(), authority.issue("server", "localhost"));
        server.setHttpsConfigurator(new HttpsConfigurator(own.createSslContext()) {
            @Override
            public void configure(HttpsParameters parameters) {
                SSLParameters wanted = getSSLContext().getDefaultSSLParameters();
                wanted.setNeedClientAuth(clientCertificate);
                parameters.setSSLParameters(wanted);
            }
        });
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            exchange.getRequestBody().readAllBytes();
            String path = exchange.getRequestURI().getPath();
            byte[] body = answers.getOrDefault(path, "{}").getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
    }

    public static TestHttps start() {
        return start(false);
    }

    /** @param clientCertificate whether clients need a certificate of the server's authority */
    public static TestHttps start(boolean clientCertificate) {
        try {
            return new TestHttps(clientCertificate);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Answers 200 with this body; other paths with {@code {}}. */
    public TestHttps answer(String path, String body) {
        answers.put(path, body);
        return this;
    }

    public String url() {
        return url("localhost");
    }

    public String url(String host) {
        return "https://" + host + ':' + server.getAddress().getPort();
    }

    public TestAuthority authority() {
        return authority;
    }

    /** Trusts the server's authority. */
    public SslBundle trust() {
        return bundle(authority.pem(), null);
    }

    /** Trusts the server's authority, and shows a certificate of it. */
    public SslBundle trustAndIdentity() {
        return bundle(authority.pem(), authority.issue("cem"));
    }

    /** How many requests came through. */
    public int requests() {
        return requests.get();
    }

    public static SslBundle bundle(String root, TestAuthority.@Nullable Identity identity) {
        PemSslStoreDetails keys = identity == null
                ? null
                : PemSslStoreDetails.forCertificate(identity.certificate()).withPrivateKey(identity.key());
        return SslBundle.of(new PemSslStoreBundle(keys, PemSslStoreDetails.forCertificate(root)));
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
