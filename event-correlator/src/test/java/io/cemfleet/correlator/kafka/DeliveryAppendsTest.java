package io.cemfleet.correlator.kafka;

import static io.cemfleet.correlator.CorrelatorFixtures.link;
import static io.cemfleet.correlator.CorrelatorFixtures.shortCnc;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.correlator.CorrelatorTest;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.KafkaTemplate;

class DeliveryAppendsTest extends CorrelatorTest {
    private static final int ALERTS = 120;
    /** Of an alert with its record around it, which four times fills the batch that Kafka's client has by default. */
    private static final int TEXT = 3_500;

    @Autowired
    private KafkaTemplate<String, byte[]> kafka;

    @Test
    void theAlertsOfADeliveryReachTheBrokerInAFewRequests() {
        // given
        String link = link(island(), "Alfa", "Bravo");
        String alarms = IntStream.range(0, ALERTS)
                .mapToObj(i -> ((ObjectNode) shortCnc("appended-" + i, link, "warning"))
                        .put("description", "x".repeat(TEXT))
                        .toString())
                .collect(Collectors.joining(",", "[", "]"));
        double sent = metric("record-send-total");
        double requests = metric("request-total");
        // when
        Answer answer = webhook("cnc", alarms);
        // then
        assertThat(answer.body().path("accepted").asInt()).isEqualTo(ALERTS);
        assertThat(metric("record-send-total") - sent).isGreaterThanOrEqualTo(ALERTS);
        assertThat(metric("request-total") - requests).isLessThan(ALERTS / 6.0);
    }

    /** Of the producer, all topics and brokers together. */
    private double metric(String name) {
        return kafka.metrics().entrySet().stream()
                .filter(metric -> metric.getKey().group().equals("producer-metrics")
                        && metric.getKey().name().equals(name))
                .mapToDouble(metric -> (double) metric.getValue().metricValue())
                .sum();
    }
}
