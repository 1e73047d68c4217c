package io.cemfleet.correlator.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.re2j.Pattern;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.cemfleet.cnc.HostileText;
import io.cemfleet.correlator.CorrelatorFixtures;
import io.cemfleet.correlator.alert.AlertSourceId;
import io.cemfleet.correlator.source.alertmanager.AlertmanagerSource;
import io.cemfleet.correlator.source.cnc.CncSource;
import io.cemfleet.correlator.source.pca.PcaSource;
import io.cemfleet.runtime.testing.FleetJson;
import java.lang.reflect.Field;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** No text from outside keeps a pattern or a form busy for longer than in step with its length. */
class LinearTimeTest {

    /** Every pattern of this agent and of what it reads CNC with, none forgotten. */
    static List<Pattern> patterns() {
        return new ClassFileImporter()
                        .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                        .importPackages("io.cemfleet.correlator", "io.cemfleet.cnc")
                        .stream()
                        .flatMap(type -> type.getFields().stream())
                        .filter(field -> field.getRawType().isEquivalentTo(Pattern.class))
                        .map(LinearTimeTest::valueOf)
                        .toList();
    }

    private static Pattern valueOf(JavaField field) {
        try {
            Field reflected = field.reflect();
            reflected.setAccessible(true);
            return (Pattern) reflected.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("patterns")
    void everyPatternTakesTimeInStepWithTheText(Pattern pattern) {
        HostileText.assertLinear(text -> pattern.matcher(text).find());
    }

    /** Each form, with hostile text in each of its fields. */
    static Stream<AlertSourceId> forms() {
        return Stream.of(PcaSource.ID, CncSource.ID, AlertmanagerSource.ID, AlertSourceId.PROACTIVE);
    }

    private static void parse(AlertSourceId id, JsonNode message) {
        AlertSource source = CorrelatorFixtures.SOURCES.find(id.wire()).orElseThrow();
        AlertBodyParser.parse(source, List.of(new AlertElement(0, "", message)), Instant.EPOCH);
    }

    private static Stream<ObjectNode> messages(AlertSourceId source) {
        Stream<JsonNode> messages =
                switch (source.wire()) {
                    case "pca" ->
                        Stream.of(
                                CorrelatorFixtures.pcaAlert(1, 0, 2, "100", "raised"),
                                CorrelatorFixtures.shortPca("p", "10.0.0.1", "10.0.0.2", 30));
                    case "cnc" -> Stream.of(CorrelatorFixtures.shortCnc("a", "alfa1-bravo1", "major"), vendorAlarm());
                    case "alertmanager" ->
                        Stream.of(
                                FleetJson.parse(
                                        """
                                {"status":"firing","fingerprint":"f","labels":{"node":"n"},
                                 "startsAt":"2026-01-01T00:00:00Z"}"""));
                    default -> Stream.of(FleetJson.parse("{\"link_id\":\"a-z\",\"predicted_utilisation\":0.9}"));
                };
        return messages.map(ObjectNode.class::cast);
    }

    private static JsonNode vendorAlarm() {
        return CorrelatorFixtures.cncAlarm(1, "Alfa", "Bravo", "major").path("ietf-restconf:notification.notification");
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyFormIsReadInTimeInStepWithItsText(AlertSourceId source) {
        messages(source).forEach(message -> message.properties()
                .forEach(field -> HostileText.assertLinear(text -> {
                    ObjectNode hostile = message.deepCopy();
                    hostile.put(field.getKey(), text);
                    parse(source, hostile);
                })));
    }

    @Test
    void aDescriptionIsReadInTimeInStepWithItsLength() {
        ObjectNode alarm = (ObjectNode) vendorAlarm().path("alm.alarm");
        HostileText.assertLinear(text -> {
            ObjectNode hostile = FleetJson.object();
            hostile.set("alm.alarm", alarm.deepCopy().put("alm.description", text));
            parse(CncSource.ID, hostile);
        });
    }

    @Test
    void figuresAreFoundAsBefore() {
        assertThat(ThresholdCrossing.in("Delay threshold crossed on Gi0/0/0/0: 262.4 ms > 20.0 ms"))
                .satisfies(reading -> {
                    assertThat(reading.value()).isEqualTo(262.4);
                    assertThat(reading.threshold()).isEqualTo(20.0);
                });
        assertThat(ThresholdCrossing.in("loss 1% > 0.5%")).isNotNull();
        assertThat(ThresholdCrossing.in("delay " + "1".repeat(450_000))).isNull();
        assertThat(ThresholdCrossing.in("delay 1" + "0".repeat(400) + " > 5")).isNull();
    }
}
