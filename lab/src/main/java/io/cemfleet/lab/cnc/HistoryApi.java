package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.lab.network.DirectedLink;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LabRouter;
import io.cemfleet.lab.network.LinkSample;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.PolicyKey;
import java.io.IOException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.springframework.stereotype.Component;

/**
 * Measurements with their times. Delays in microseconds, loss and utilisation in percent, times in UTC without a zone;
 * an unknown key gives an empty list.
 */
@Component
class HistoryApi implements CncServlet.MountedApi {
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS");

    private final LabNetwork network;
    private final Clock clock;
    private final Map<String, LabRouter> devices = new HashMap<>();

    HistoryApi(LabNetwork network, Clock clock) {
        this.network = network;
        this.clock = clock;
        network.topology().routers().forEach(router -> devices.put(InventoryApi.uuid(router), router));
    }

    @Override
    public Map<String, CncServlet.Api> bases() {
        return Map.of("optima-analytics/api/v1", this);
    }

    @Override
    public CncReply answer(CncRequest request) {
        if (!request.method().equals("POST")) {
            return CncReply.unauthorized();
        }
        JsonNode input = request.json();
        return switch (String.join("/", request.rest())) {
            case "interface/delays" -> samples(input, HistoryApi::delays);
            case "interface/loss" -> samples(input, (sample, json) -> json.writeNumberField("loss", sample.lossPct()));
            case "interface/utilizations" ->
                samples(input, (sample, json) -> json.writeNumberField("util", 100 * sample.utilisation()));
            case "interface/max/delay" -> maxDelay(input);
            case "lsp/utilizations" -> policy(input, this::utilisation);
            case "lsp/delay" -> policy(input, this::delay);
            default -> CncReply.unauthorized();
        };
    }

    /** Writes the members of a sample. */
    private interface SampleWriter {
        void write(LinkSample sample, JsonGenerator json) throws IOException;
    }

    private static void delays(LinkSample sample, JsonGenerator json) throws IOException {
        long delay = CncUnits.micros(sample.delayMs());
        long half = CncUnits.micros(sample.jitterMs()) / 2;
        json.writeNumberField("minimumDelay", Math.max(0, delay - half));
        json.writeNumberField("maximumDelay", delay + half);
        json.writeNumberField("averageDelay", delay);
        json.writeNumberField("delayVariance", CncUnits.micros(sample.jitterMs()));
    }

    private CncReply samples(JsonNode input, SampleWriter members) {
        List<LinkSample> samples =
                direction(input).map(direction -> samples(input, direction)).orElse(List.of());
        return CncReply.json(200, VendorJson.written(json -> {
            json.writeStartArray();
            for (LinkSample sample : samples) {
                json.writeStartObject();
                members.write(sample, json);
                json.writeStringField("tst", TIME.format(sample.at().atOffset(ZoneOffset.UTC)));
                json.writeEndObject();
            }
            json.writeEndArray();
        }));
    }

    private CncReply maxDelay(JsonNode input) {
        double most = direction(input).map(direction -> samples(input, direction)).orElse(List.of()).stream()
                .mapToDouble(LinkSample::delayMs)
                .max()
                .orElse(Double.NaN);
        return CncReply.json(
                200,
                Double.isNaN(most)
                        ? VendorJson.obj("success", false, "message", "No data found")
                        : VendorJson.obj("maxDelay", CncUnits.micros(most), "success", true, "message", ""));
    }

    private List<LinkSample> samples(JsonNode input, DirectedLink direction) {
        Instant to = time(input.path("to").asText(), clock.instant());
        Instant from = time(input.path("from").asText(), to.minusSeconds(60));
        return network.history(from, to).stream()
                .map(measurement -> measurement.link(direction.index()))
                .toList();
    }

    private Optional<DirectedLink> direction(JsonNode input) {
        return Optional.ofNullable(devices.get(input.path("device_uuid").asText()))
                .flatMap(router -> network.topology()
                        .directionAt(router.hostname(), input.path("int_name").asText()));
    }

    private CncReply policy(JsonNode input, BiFunction<NetworkState, PolicyKey, Optional<ObjectNode>> item) {
        NetworkState state = network.state();
        List<JsonNode> items = PolicyDocument.key(
                        state.topology(),
                        input.path("peerAddress").asText(),
                        input.path("destAddress").asText(),
                        input.path("color").asText())
                .filter(key -> state.srPolicy(key).isPresent())
                .flatMap(key -> item.apply(state, key))
                .map(found -> {
                    found.put("tst", TIME.format(state.at().atOffset(ZoneOffset.UTC)));
                    return List.<JsonNode>of(found);
                })
                .orElse(List.of());
        return CncReply.json(200, VendorJson.array(items));
    }

    private Optional<ObjectNode> utilisation(NetworkState state, PolicyKey key) {
        return state.policyCondition(key).map(c -> VendorJson.obj("util", 100 * c.utilisation()));
    }

    private Optional<ObjectNode> delay(NetworkState state, PolicyKey key) {
        return state.policyCondition(key)
                .map(c -> VendorJson.obj(
                        "preferenceId",
                        state.srPolicy(key)
                                .flatMap(p -> p.active())
                                .map(a -> a.preference())
                                .orElse(0),
                        "minimumDelay",
                        CncUnits.micros(Math.max(0, c.delayMs() - c.jitterMs() / 2)),
                        "maximumDelay",
                        CncUnits.micros(c.delayMs() + c.jitterMs() / 2),
                        "averageDelay",
                        CncUnits.micros(c.delayMs()),
                        "delayVariance",
                        CncUnits.micros(c.jitterMs())));
    }

    private static Instant time(String text, Instant fallback) {
        if (text.isBlank()) {
            return fallback;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException withoutZone) {
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException e) {
                throw new CncRefusedException(CncReply.gateway(400, "Invalid time: " + text));
            }
        }
    }
}
