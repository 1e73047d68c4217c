package io.cemfleet.correlator.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.correlator.alert.FieldLimits;
import io.cemfleet.correlator.intake.AlertIntake;
import io.cemfleet.correlator.source.AlertBodyParser;
import io.cemfleet.correlator.source.AlertElement;
import io.cemfleet.correlator.source.AlertSource;
import io.cemfleet.correlator.source.AlertSources;
import io.cemfleet.correlator.source.ParsedAlerts;
import io.cemfleet.correlator.source.ParsedAlerts.RefusedAlert;
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
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/**
 * {@code /webhooks/{source}}: the gate admits the sender, the source's parser reads the body, the intake publishes the
 * alerts; answers 202 once Kafka has acknowledged.
 */
@RestController
@RequestMapping("/webhooks/{source}")
class WebhookController {
    private static final Duration LATER = Duration.ofSeconds(2);

    private final AlertSources sources;
    private final WebhookGate gate;
    private final JsonInput input;
    private final AlertIntake intake;
    private final MeterRegistry meters;
    private final Clock clock;

    WebhookController(
            AlertSources sources,
            WebhookGate gate,
            JsonInput input,
            AlertIntake intake,
            MeterRegistry meters,
            Clock clock) {
        this.sources = sources;
        this.gate = gate;
        this.input = input;
        this.intake = intake;
        this.meters = meters;
        this.clock = clock;
    }

    record AlertsAccepted(int accepted, List<String> alertIds, List<RejectedAlert> rejected) {
        private static final AlertsAccepted NONE = new AlertsAccepted(0, List.of(), List.of());
    }

    /**
     * @param index its position among all alerts of the body, those of lists within it counted one by one
     * @param field its path in the element that holds it
     */
    record RejectedAlert(int index, String field, String message) {}

    @GetMapping({"", "/{secret}"})
    ResponseEntity<AlertsAccepted> probe(
            @PathVariable("source") String id,
            @PathVariable(name = "secret", required = false) @Nullable String secret,
            HttpServletRequest http)
            throws NoResourceFoundException {
        AlertSource source = source(id, http);
        return masked(source, () -> {
            gate.checkSecret(source, secret, http);
            return ResponseEntity.ok(AlertsAccepted.NONE);
        });
    }

    @PostMapping({"", "/{secret}"})
    ResponseEntity<AlertsAccepted> take(
            @PathVariable("source") String id,
            @PathVariable(name = "secret", required = false) @Nullable String secret,
            HttpServletRequest http)
            throws NoResourceFoundException {
        AlertSource source = source(id, http);
        return masked(source, () -> {
            byte[] body = gate.admit(source, secret, http);
            if (body.length == 0) {
                return ResponseEntity.ok(AlertsAccepted.NONE);
            }
            try (var correlation = TraceContext.LoggingScope.put(
                    TraceContext.CORRELATION_ID, UUID.randomUUID().toString())) {
                return take(source, input.parse(body));
            }
        });
    }

    private ResponseEntity<AlertsAccepted> take(AlertSource source, JsonNode body) {
        if (!body.isContainerNode()) {
            throw ProblemException.unprocessable(
                    "an alert is an object", List.of(new FieldProblem("", "an object or an array is expected")));
        }
        List<AlertElement> elements = AlertBodyParser.elements(source, body);
        if (elements.size() > FieldLimits.ALERTS) {
            throw ProblemException.unprocessable(
                    "too many alerts at once",
                    List.of(new FieldProblem("", "must not hold more than " + FieldLimits.ALERTS + " alerts")));
        }
        ParsedAlerts parsed = AlertBodyParser.parse(source, elements, clock.instant());
        if (parsed.ignored() > 0) {
            meters.counter("alerts.ignored", "source", source.id().wire()).increment(parsed.ignored());
        }
        if (parsed.noneCanBeRead()) {
            throw ProblemException.unprocessable("no alert could be read", problems(body, parsed.refused()));
        }
        List<String> ids = intake.accept(parsed.alerts())
                .orElseThrow(() -> ProblemException.later(
                        HttpStatus.SERVICE_UNAVAILABLE, "the alerts could not be stored; send them again", LATER));
        HttpStatus status = elements.isEmpty() ? HttpStatus.OK : HttpStatus.ACCEPTED;
        return ResponseEntity.status(status)
                .body(new AlertsAccepted(parsed.alerts().size(), ids, rejected(parsed.refused())));
    }

    private static List<RejectedAlert> rejected(List<RefusedAlert> refused) {
        return refused.stream()
                .map(alert -> new RejectedAlert(alert.index(), alert.field(), alert.message()))
                .toList();
    }

    /** The wrong fields by their paths from the body on. */
    private static List<FieldProblem> problems(JsonNode body, List<RefusedAlert> refused) {
        return refused.stream()
                .map(alert -> new FieldProblem(
                        body.isArray() ? inArray(alert.element().at(), alert.field()) : alert.field(), alert.message()))
                .toList();
    }

    private static String inArray(int at, String field) {
        return "[" + at + ']' + (field.isEmpty() ? "" : '.' + field);
    }

    private AlertSource source(String id, HttpServletRequest http) throws NoResourceFoundException {
        AlertSource source =
                sources.find(id).filter(known -> known.webhook().isPresent()).orElse(null);
        if (source == null) {
            throw new NoResourceFoundException(
                    HttpMethod.valueOf(http.getMethod()), http.getRequestURI().substring(1));
        }
        return source;
    }

    private interface WebhookCall {
        ResponseEntity<AlertsAccepted> run() throws IOException;
    }

    /** A problem names its address; here a secret may be part of it. */
    private static ResponseEntity<AlertsAccepted> masked(AlertSource source, WebhookCall work) {
        try {
            return work.run();
        } catch (ProblemException problem) {
            problem.getBody().setInstance(URI.create("/webhooks/" + source.id().wire()));
            throw problem;
        } catch (IOException e) {
            throw new ProblemException(HttpStatus.BAD_REQUEST, "the body could not be read");
        }
    }
}
