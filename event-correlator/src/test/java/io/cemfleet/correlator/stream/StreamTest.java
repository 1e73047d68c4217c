package io.cemfleet.correlator.stream;

import static io.cemfleet.correlator.CorrelatorFixtures.cncAlarm;
import static io.cemfleet.correlator.CorrelatorFixtures.normalised;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.IncidentResolution;
import io.cemfleet.correlator.alert.AlarmIdentity;
import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertLocation;
import io.cemfleet.correlator.alert.AlertOrigin;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.AlertRecordBuilder;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.alert.CorrelatorTopics;
import io.cemfleet.correlator.alert.IncidentDecision;
import io.cemfleet.correlator.alert.VerdictRecord;
import io.cemfleet.correlator.source.cnc.CncSource;
import io.cemfleet.correlator.source.pca.PcaSource;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.state.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** The stream without a broker; records go in as the normaliser makes them. */
@org.jspecify.annotations.NullUnmarked
abstract class StreamTest {
    static final Instant T0 = Instant.parse("2026-03-01T12:00:00Z");

    @TempDir
    private Path state;

    private TopologyTestDriver driver;
    private int runs;
    TestInputTopic<String, byte[]> alerts;
    private TestOutputTopic<String, byte[]> verdicts;
    private TestOutputTopic<String, byte[]> incidents;
    TestOutputTopic<String, byte[]> dead;
    VerdictRecord verdict;

    @BeforeEach
    void start() {
        Properties config = new Properties();
        config.put(StreamsConfig.APPLICATION_ID_CONFIG, "test");
        config.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        config.put(
                StreamsConfig.STATE_DIR_CONFIG, state.resolve("run-" + runs++).toString());
        driver = new TopologyTestDriver(
                CorrelationTopology.build(CorrelationRules.defaults(), Stores::inMemoryKeyValueStore), config);
        alerts = driver.createInputTopic(CorrelatorTopics.ALERTS, new StringSerializer(), new ByteArraySerializer());
        verdicts = output(CorrelatorTopics.VERDICTS);
        incidents = output(CorrelatorTopics.INCIDENTS);
        dead = output(CorrelatorTopics.dead(CorrelatorTopics.ALERTS));
    }

    @AfterEach
    void stop() {
        driver.close();
    }

    private TestOutputTopic<String, byte[]> output(String topic) {
        return driver.createOutputTopic(topic, new StringDeserializer(), new ByteArrayDeserializer());
    }

    List<IncidentDecision> cnc(String node, String neighbour, String severity, long second) {
        return send(normalised(CncSource.ID, cncAlarm(1, node, neighbour, severity), T0.plusSeconds(second)));
    }

    List<IncidentDecision> pca(JsonNode alert, long second) {
        return send(normalised(PcaSource.ID, alert, T0.plusSeconds(second)));
    }

    List<IncidentDecision> send(AlertRecord alert) {
        alerts.pipeInput(alert.domain(), AlertJson.bytes(alert), alert.receivedAt());
        verdict = readVerdict();
        return readDecisions();
    }

    List<IncidentDecision> readDecisions() {
        return incidents.readValuesToList().stream()
                .map(json -> AlertJson.read(json, IncidentDecision.class))
                .toList();
    }

    VerdictRecord readVerdict() {
        return verdicts.isEmpty() ? null : AlertJson.read(verdicts.readValue(), VerdictRecord.class);
    }

    static AlertRecord control(AlertKind kind, long second) {
        return new AlertRecordBuilder(
                        "c-" + second,
                        new AlarmIdentity(AlertSourceId.CORRELATOR, "c", null),
                        kind,
                        T0.plusSeconds(second))
                .location(AlertLocation.ofDomain("1"))
                .origin(AlertOrigin.FLEET)
                .build();
    }

    static AlertRecord closed(String key, IncidentResolution resolution, long second) {
        boolean stable = resolution == IncidentResolution.RESOLVED;
        return closed(
                new AlertRecord.ClosureControl(
                        key, stable, resolution == IncidentResolution.NO_IMPACT, false, List.of()),
                second);
    }

    static AlertRecord reopened(String key, List<String> links, long second) {
        return closed(new AlertRecord.ClosureControl(key, false, false, true, links), second);
    }

    private static AlertRecord closed(AlertRecord.ClosureControl control, long second) {
        return control(AlertKind.INCIDENT_CLOSED, second).toBuilder()
                .control(control)
                .build();
    }

    static AlertRecord dampeningEnded(String link, long second) {
        return control(AlertKind.DAMPENING_ENDED, second).toBuilder().link(link).build();
    }
}
