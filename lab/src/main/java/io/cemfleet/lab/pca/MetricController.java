package io.cemfleet.lab.pca;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.cemfleet.lab.network.LabNetwork;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** {@code /v3/metrics}: values of sessions over time, one series for each metric and session. */
@RestController
class MetricController {

    private final LabNetwork network;

    MetricController(LabNetwork network) {
        this.network = network;
    }

    @JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
    record Answer(String interval, String granularity, String aggregation, List<MetricAnswers.Result> result) {}

    @PostMapping("/api/v3/metrics/aggregate")
    JsonApi.Document<JsonApi.Item<Answer>> aggregate(@RequestBody(required = false) @Nullable String body) {
        return answer("aggregates", body);
    }

    @PostMapping("/api/v3/metrics/groupBy")
    JsonApi.Document<JsonApi.Item<Answer>> groupBy(@RequestBody(required = false) @Nullable String body) {
        return answer("groupByMetrics", body);
    }

    private JsonApi.Document<JsonApi.Item<Answer>> answer(String type, @Nullable String body) {
        JsonNode attributes = JsonApi.attributes(body);
        MetricQuery query = MetricQuery.read(attributes);
        Answer answer = new Answer(
                attributes.path("interval").asText(),
                query.granularity().toString(),
                query.aggregation().name().toLowerCase(java.util.Locale.ROOT),
                MetricAnswers.answer(query, network.history(query.from(), query.to())));
        return new JsonApi.Document<>(new JsonApi.Item<>(UUID.randomUUID().toString(), type, answer));
    }
}
