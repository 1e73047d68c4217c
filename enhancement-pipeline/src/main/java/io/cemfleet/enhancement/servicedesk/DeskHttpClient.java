package io.cemfleet.enhancement.servicedesk;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.cemfleet.enhancement.stage.TenantProfile;
import io.cemfleet.runtime.tls.TlsHttpClients;
import io.cemfleet.runtime.trace.TraceContext;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.MDC;
import org.springframework.stereotype.Component;

/** Calls ServiceDesk Plus, API version 3: parameters and writes are the form field {@code input_data}. */
@Component
class DeskHttpClient {
    private static final Logger LOG = LoggerFactory.getLogger(DeskHttpClient.class);
    private static final long MOST_BYTES = 8L << 20;
    private static final String API = "/api/v3";
    private static final String CLOUD = "sdpondemand.";

    private final ObjectMapper mapper;
    private final HttpClient http;

    DeskHttpClient(ObjectMapper mapper, TlsHttpClients tls) {
        this.mapper = mapper;
        this.http = tls.client("servicedesk", Duration.ofSeconds(3));
    }

    /** @param inputData null for a plain read */
    record DeskCall(String method, String path, @Nullable JsonNode inputData) {}

    DeskResponse<JsonNode> send(TenantProfile tenant, DeskCall call, Duration timeout) {
        if (!timeout.isPositive()) {
            return new DeskResponse.TryLater<>("no time left", null);
        }
        // As a key of the log line it would duplicate the context's key, and such a line is lost.
        try (var scope = TraceContext.LoggingScope.put("tenant_id", tenant.tenantId())) {
            LOG.atInfo()
                    .addKeyValue("method", call.method())
                    .addKeyValue("path", call.path())
                    .log("ServiceDesk API request");
        }
        try {
            HttpResponse<String> response = http.send(
                    request(tenant, call, timeout), BodyHandlers.limiting(BodyHandlers.ofString(), MOST_BYTES));
            return DeskResponseStatus.of(response.statusCode(), json(response.body()), retryAfter(response));
        } catch (HttpTimeoutException e) {
            long seconds = Math.round(timeout.toMillis() / 1000.0);
            return new DeskResponse.TryLater<>("Timeout after " + seconds + "s", null);
        } catch (SSLException e) {
            return new DeskResponse.TryLater<>("the service desk's TLS is not trusted: " + e.getMessage(), null);
        } catch (IOException e) {
            return new DeskResponse.TryLater<>("the service desk does not answer", null);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new DeskResponse.TryLater<>("interrupted", null);
        }
    }

    private HttpRequest request(TenantProfile tenant, DeskCall call, Duration timeout) {
        String form = call.inputData() == null
                ? ""
                : "input_data=" + URLEncoder.encode(call.inputData().toString(), StandardCharsets.UTF_8);
        boolean read = call.method().equals("GET");
        String query = read && !form.isEmpty() ? "?" + form : "";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base(tenant) + call.path() + query))
                .timeout(timeout)
                .header("Accept", "application/vnd.manageengine.sdp.v3+json")
                .header(TraceContext.TRACEPARENT, TraceContext.current().traceparent());
        authorise(request, tenant);
        String correlationId = MDC.get(TraceContext.CORRELATION_ID);
        if (correlationId != null) {
            request.header("X-Correlation-ID", correlationId);
        }
        return read
                ? request.GET().build()
                : request.header("Content-Type", "application/x-www-form-urlencoded")
                        .method(call.method(), HttpRequest.BodyPublishers.ofString(form))
                        .build();
    }

    /** The cloud requires an OAuth token, a local installation a technician's key. */
    private static void authorise(HttpRequest.Builder request, TenantProfile tenant) {
        String host = tenant.serviceDeskUrl().getHost();
        if (host != null && host.startsWith(CLOUD)) {
            request.header("Authorization", "Zoho-oauthtoken " + tenant.serviceDeskKey());
        } else {
            request.header("authtoken", tenant.serviceDeskKey());
        }
    }

    private static String base(TenantProfile tenant) {
        String url = tenant.serviceDeskUrl().toString().replaceAll("/+$", "");
        return url.endsWith(API) ? url : url + API;
    }

    private JsonNode json(String body) {
        try {
            return mapper.readTree(body);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static @Nullable Duration retryAfter(HttpResponse<?> response) {
        return response.headers()
                .firstValue("Retry-After")
                .filter(value -> value.matches("\\d{1,5}"))
                .map(value -> Duration.ofSeconds(Long.parseLong(value)))
                .orElse(null);
    }

    @PreDestroy
    void close() {
        http.shutdownNow();
    }
}
