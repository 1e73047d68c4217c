package io.cemfleet.correlator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.correlator.CorrelatorSettings;
import io.cemfleet.correlator.alert.AlertSource;
import io.cemfleet.correlator.alert.FieldLimits;
import io.cemfleet.correlator.intake.AlertIntake;
import io.cemfleet.correlator.source.AlertElement;
import io.cemfleet.correlator.source.ParsedElement;
import io.cemfleet.correlator.source.SourceAlert;
import io.cemfleet.correlator.source.SourceParsers;
import io.cemfleet.runtime.problem.FieldProblem;
import io.cemfleet.runtime.problem.JsonInput;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.trace.TraceContext;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /webhooks/{source}}: checks the secret first, then the size, the rate, the JSON, the fields; answers 202 once
 * Kafka has acknowledged.
 */
@RestController
@RequestMapping("/webhooks/{source:pca|cnc|alertmanager}")
class WebhookController {
    private static final Duration LATER = Duration.ofSeconds(2);

    private final WebhookSecretCheck secrets;
    private final WebhookRateLimiter rate;
    private final JsonInput input;
    private final AlertIntake intake;
    private final MeterRegistry meters;
    private final Clock clock;
    private final int maxBody;

    WebhookController(
            WebhookSecretCheck secrets,
            WebhookRateLimiter rate,
            JsonInput input,
            AlertIntake intake,
            MeterRegistry meters,
            Clock clock,
            CorrelatorSettings settings) {
        this.secrets = secrets;
        this.rate = rate;
        this.input = input;
        this.intake = intake;
        this.meters = meters;
        this.clock = clock;
        this.maxBody = settings.webhook().maxBody();
    }

    record AlertsAccepted(int accepted, List<String> alertIds, List<RejectedAlert> rejected) {}

    /**
     * @param index its position among all alerts of the body, those of lists within it counted one by one
     * @param field its path in the element that holds it
     */
    record RejectedAlert(int index, String field, String message) {}

    @GetMapping({"", "/{secret}"})
    ResponseEntity<AlertsAccepted> probe(
            @PathVariable("source") String source,
            @PathVariable(name = "secret", required = false) @Nullable String secret,
            HttpServletRequest http) {
        return masked(source, () -> {
            if (!bySecret(sourceOf(source), secret, http)) {
                throw unknown();
            }
            return ResponseEntity.ok(new AlertsAccepted(0, List.of(), List.of()));
        });
    }

    @PostMapping({"", "/{secret}"})
    ResponseEntity<AlertsAccepted> take(
            @PathVariable("source") String source,
            @PathVariable(name = "secret", required = false) @Nullable String secret,
            HttpServletRequest http) {
        return masked(source, () -> {
            AlertSource from = sourceOf(source);
            byte[] body = authenticBody(from, secret, http);
            if (body.length == 0) {
                return ResponseEntity.ok(new AlertsAccepted(0, List.of(), List.of()));
            }
            try (var correlation = TraceContext.LoggingScope.put(
                    TraceContext.CORRELATION_ID, UUID.randomUUID().toString())) {
                return take(from, input.parse(body));
            }
        });
    }

    private ResponseEntity<AlertsAccepted> take(AlertSource source, JsonNode body) {
        if (!body.isContainerNode()) {
            throw ProblemException.unprocessable(
                    "an alert is an object", List.of(new FieldProblem("", "an object or an array is expected")));
        }
        List<AlertElement> elements = SourceParsers.elements(source, body);
        if (elements.size() > FieldLimits.ALERTS) {
            throw ProblemException.unprocessable(
                    "too many alerts at once",
                    List.of(new FieldProblem("", "must not hold more than " + FieldLimits.ALERTS + " alerts")));
        }
        List<SourceAlert> good = new ArrayList<>();
        List<RejectedAlert> rejected = new ArrayList<>();
        List<FieldProblem> problems = new ArrayList<>();
        for (int i = 0; i < elements.size(); i++) {
            AlertElement element = elements.get(i);
            switch (SourceParsers.read(source, element.node(), clock.instant())) {
                case ParsedElement.Alert(SourceAlert alert) -> good.add(alert);
                case ParsedElement.Refused(String field, String message) -> {
                    rejected.add(new RejectedAlert(i, element.field(field), message));
                    problems.add(new FieldProblem(fromBody(body, element, field), message));
                }
                case ParsedElement.IgnoredElement() ->
                    meters.counter("alerts.ignored", "source", source.wire()).increment();
            }
        }
        if (good.isEmpty() && !rejected.isEmpty()) {
            throw ProblemException.unprocessable("no alert could be read", problems);
        }
        List<String> ids = good.isEmpty()
                ? List.of()
                : intake.accept(good)
                        .orElseThrow(() -> ProblemException.later(
                                HttpStatus.SERVICE_UNAVAILABLE,
                                "the alerts could not be stored; send them again",
                                LATER));
        HttpStatus status = elements.isEmpty() ? HttpStatus.OK : HttpStatus.ACCEPTED;
        return ResponseEntity.status(status).body(new AlertsAccepted(good.size(), ids, rejected));
    }

    private static String fromBody(JsonNode body, AlertElement element, String field) {
        String within = element.field(field);
        return body.isArray() ? "[" + element.at() + ']' + (within.isEmpty() ? "" : '.' + within) : within;
    }

    private byte[] authenticBody(AlertSource source, @Nullable String secret, HttpServletRequest http)
            throws IOException {
        boolean known = bySecret(source, secret, http);
        String signature = http.getHeader("X-Webhook-Signature");
        if (!known && (signature == null || secret != null)) {
            throw unknown();
        }
        byte[] body = http.getInputStream().readNBytes(maxBody + 1);
        if (body.length > maxBody) {
            throw new ProblemException(HttpStatus.PAYLOAD_TOO_LARGE, "the body is larger than " + maxBody + " bytes");
        }
        if (!known && !secrets.isSignature(source, signature, body)) {
            throw unknown();
        }
        if (!rate.admits(source)) {
            throw ProblemException.later(HttpStatus.TOO_MANY_REQUESTS, "too many requests", Duration.ofSeconds(1));
        }
        return body;
    }

    private boolean bySecret(AlertSource source, @Nullable String secret, HttpServletRequest http) {
        return secrets.isSecret(source, secret == null ? http.getHeader("X-Webhook-Secret") : secret);
    }

    private static ProblemException unknown() {
        return new ProblemException(HttpStatus.UNAUTHORIZED, "no secret, or not the right one");
    }

    private static AlertSource sourceOf(String path) {
        return AlertSource.of(path).orElseThrow();
    }

    private interface WebhookCall {
        ResponseEntity<AlertsAccepted> run() throws IOException;
    }

    /** A problem names its address; here a secret may be part of it. */
    private static ResponseEntity<AlertsAccepted> masked(String source, WebhookCall work) {
        try {
            return work.run();
        } catch (ProblemException problem) {
            problem.getBody().setInstance(URI.create("/webhooks/" + source));
            throw problem;
        } catch (IOException e) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "the body could not be read");
        }
    }
}
