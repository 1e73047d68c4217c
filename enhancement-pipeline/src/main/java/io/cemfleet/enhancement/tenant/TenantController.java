package io.cemfleet.enhancement.tenant;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.JsonInput;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.security.AdminOnly;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Tenants, for administrators. */
@AdminOnly
@RestController
@RequestMapping("/api/tenants")
class TenantController {
    private static final Pattern NAME = Pattern.compile("[a-z0-9-]{1,100}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private final TenantRegistry tenants;
    private final JsonInput input;

    TenantController(TenantRegistry tenants, JsonInput input) {
        this.tenants = tenants;
        this.input = input;
    }

    record Listing(List<TenantView> items) {}

    /** @param webhookSecret shown only in this answer */
    record TenantCreated(@JsonUnwrapped TenantView tenant, String webhookSecret) {}

    record SecretRotated(int rotated) {}

    @GetMapping
    Listing all() {
        return new Listing(tenants.all());
    }

    @GetMapping("/{tenantId}")
    TenantView one(@PathVariable("tenantId") String tenantId) {
        return tenants.find(named(tenantId)).orElseThrow(() -> unknown(tenantId));
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    TenantCreated add(@RequestBody byte[] bytes) {
        ObjectNode body = object(bytes);
        String tenantId = named(body.path("tenant_id").asText());
        TenantRequest form = form(body);
        List<FieldProblem> missing = Stream.of("service_desk_url", "service_desk_key")
                .filter(field -> !body.hasNonNull(field))
                .map(field -> new FieldProblem(field, "is missing"))
                .toList();
        if (!missing.isEmpty()) {
            throw ProblemException.unprocessable("fields are missing or out of range", missing);
        }
        String secret = form.webhookSecret() == null ? random() : form.webhookSecret();
        return tenants.add(tenantId, form, secret)
                .map(view -> new TenantCreated(view, secret))
                .orElseThrow(
                        () -> new ProblemException(HttpStatus.CONFLICT, "there is a tenant " + tenantId + " already"));
    }

    @PutMapping("/{tenantId}")
    TenantView change(@PathVariable("tenantId") String tenantId, @RequestBody byte[] body) {
        return tenants.change(named(tenantId), form(object(body))).orElseThrow(() -> unknown(tenantId));
    }

    @PostMapping("/rotate-keys")
    SecretRotated rotate() {
        return new SecretRotated(tenants.rotate());
    }

    private ObjectNode object(byte[] body) {
        if (input.tree(body) instanceof ObjectNode object) {
            return object;
        }
        throw ProblemException.unprocessable(
                "the body is not a JSON object", List.of(new FieldProblem("", "a JSON object is expected")));
    }

    private TenantRequest form(ObjectNode body) {
        return input.read(body.deepCopy().without("tenant_id"), TenantRequest.class);
    }

    private static String named(String tenantId) {
        if (!NAME.matcher(tenantId).matches()) {
            throw ProblemException.unprocessable(
                    "fields are missing or out of range",
                    List.of(new FieldProblem("tenant_id", "must match ^[a-z0-9-]+$, 100 characters at most")));
        }
        return tenantId;
    }

    private static String random() {
        byte[] secret = new byte[32];
        RANDOM.nextBytes(secret);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
    }

    private static ProblemException unknown(String tenantId) {
        return new ProblemException(HttpStatus.NOT_FOUND, "no tenant " + tenantId);
    }
}
