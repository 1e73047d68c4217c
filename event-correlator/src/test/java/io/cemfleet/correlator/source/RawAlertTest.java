package io.cemfleet.correlator.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.FieldLimits;
import io.cemfleet.runtime.testing.FleetJson;
import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RawAlertTest {

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void anEstimateIsNeverBelowWhatIsWritten(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            JsonNode tree = any(random, 4);

            assertThat(RawAlert.mostBytes(tree)).isGreaterThanOrEqualTo(AlertJson.bytes(tree).length);
        }
    }

    @Test
    void whatFitsStaysAsItIsWhateverTheEstimate() {
        ObjectNode alert = FleetJson.object().put("text", "x".repeat(FieldLimits.RAW_BYTES - 20));

        assertThat(RawAlert.mostBytes(alert)).isGreaterThan(FieldLimits.RAW_BYTES);
        assertThat(RawAlert.bounded(alert)).isSameAs(alert);
    }

    @Test
    void whatDoesNotFitIsCutOrRefused() {
        ObjectNode text = FleetJson.object().put("text", "x".repeat(FieldLimits.RAW_BYTES));
        ObjectNode numbers = FleetJson.object();
        ArrayNode many = numbers.putArray("numbers");
        for (int i = 0; i < FieldLimits.RAW_BYTES / 10; i++) {
            many.add(1_000_000_000 + i);
        }

        assertThat(RawAlert.bounded(text).path("text").asText()).hasSize(FieldLimits.TEXT);
        assertThatThrownBy(() -> RawAlert.bounded(numbers)).isInstanceOf(BadFieldException.class);
    }

    private static JsonNode any(Random random, int depth) {
        JsonNodeFactory nodes = JsonNodeFactory.instance;
        return switch (random.nextInt(depth > 0 ? 9 : 7)) {
            case 0 -> nodes.nullNode();
            case 1 -> nodes.booleanNode(random.nextBoolean());
            case 2 -> nodes.numberNode(random.nextLong());
            case 3 -> nodes.numberNode(-Double.longBitsToDouble(random.nextLong()));
            case 4 -> nodes.numberNode(new BigInteger(1 + random.nextInt(3000), random));
            case 5 -> nodes.numberNode(random.nextFloat());
            case 6 -> nodes.textNode(text(random));
            case 7 -> {
                ArrayNode array = nodes.arrayNode();
                for (int i = random.nextInt(6); i > 0; i--) {
                    array.add(any(random, depth - 1));
                }
                yield array;
            }
            default -> {
                ObjectNode object = nodes.objectNode();
                for (int i = random.nextInt(6); i > 0; i--) {
                    object.set(text(random), any(random, depth - 1));
                }
                yield object;
            }
        };
    }

    /** Control characters, quotes, and characters of one to four bytes. */
    private static String text(Random random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(20); i > 0; i--) {
            text.appendCodePoint(
                    switch (random.nextInt(4)) {
                        case 0 -> random.nextInt(128);
                        case 1 -> 0x1F525;
                        case 2 -> '"';
                        default -> 0x4E00 + random.nextInt(1000);
                    });
        }
        return text.toString();
    }
}
