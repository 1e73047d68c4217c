package io.cemfleet.enhancement.webhook;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.type.LogicalType;
import io.cemfleet.enhancement.tenant.TenantRegistry;
import io.cemfleet.enhancement.tenant.WebhookTenant;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.JsonInput;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.problem.UnsafeTextFinder;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.validation.Validator;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/**
 * Admits webhooks of a tenant's own service desk: checks size, sender, whether the tenant is served, and rate, in this
 * order.
 */
@Component
class WebhookAdmission {
    private static final String TENANT = "[a-z0-9-]{1,100}";

    private final TenantRegistry tenants;
    private final TenantRateLimiter rates;
    private final ObjectMapper strict;
    private final JsonInput input;
    private final int maxBody;

    WebhookAdmission(
            TenantRegistry tenants,
            TenantRateLimiter rates,
            ObjectMapper mapper,
            Validator validator,
            WebhookSettings settings) {
        this.tenants = tenants;
        this.rates = rates;
        this.strict = mapper.copy()
                .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
        strict.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        this.input = new JsonInput(strict, validator);
        this.maxBody = settings.maxBody();
    }

    /** An admitted webhook. */
    record AdmittedWebhook(WebhookTenant tenant, JsonNode body) {
        <T> T read(JsonInput input, Class<T> type) {
            return input.read(body, type);
        }
    }

    /**
     * Admits a request. The signature is that of the raw bytes.
     *
     * @throws ProblemException 413, 422 for what names no tenant, 401, 403, 429; 422 for text that cannot be stored
     */
    AdmittedWebhook admit(HttpServletRequest http) throws IOException {
        byte[] raw = body(http);
        JsonNode body = tree(raw);
        String tenantId = body.path("tenant_id").asText();
        if (!tenantId.matches(TENANT)) {
            throw ProblemException.unprocessable(
                    "the body names no tenant",
                    List.of(new FieldProblem("tenant_id", "must match ^[a-z0-9-]+$, 100 characters at most")));
        }
        WebhookTenant tenant = tenants.forWebhook(tenantId).orElse(null);
        boolean genuine = SignatureVerifier.genuine(
                tenant, http.getHeader("X-ServiceDesk-Signature"), http.getHeader("X-ServiceDesk-Secret"), raw);
        if (tenant == null || !genuine) {
            throw new ProblemException(HttpStatus.UNAUTHORIZED, "no signature, or not the right one");
        }
        if (!tenant.active()) {
            throw new ProblemException(HttpStatus.FORBIDDEN, "the tenant is not active");
        }
        if (!rates.admits(tenant)) {
            throw ProblemException.later(
                    HttpStatus.TOO_MANY_REQUESTS, "the tenant has sent too many", Duration.ofSeconds(10));
        }
        List<FieldProblem> unsafe = UnsafeTextFinder.in(body);
        if (!unsafe.isEmpty()) {
            throw ProblemException.unprocessable("text that cannot be stored", unsafe);
        }
        return new AdmittedWebhook(tenant, body);
    }

    JsonInput input() {
        return input;
    }

    private byte[] body(HttpServletRequest http) throws IOException {
        if (http.getContentLengthLong() > maxBody) {
            throw tooLarge();
        }
        byte[] body = http.getInputStream().readNBytes(maxBody + 1);
        if (body.length > maxBody) {
            throw tooLarge();
        }
        return body;
    }

    private JsonNode tree(byte[] raw) {
        try {
            JsonNode body = strict.readTree(raw);
            if (body != null && body.isObject()) {
                return body;
            }
        } catch (IOException e) {
            throw notAnObject();
        }
        throw notAnObject();
    }

    private static ProblemException notAnObject() {
        return ProblemException.unprocessable(
                "the body is not a JSON object", List.of(new FieldProblem("", "a JSON object is expected")));
    }

    private ProblemException tooLarge() {
        return new ProblemException(HttpStatus.PAYLOAD_TOO_LARGE, "the body is larger than " + maxBody + " bytes");
    }
}
