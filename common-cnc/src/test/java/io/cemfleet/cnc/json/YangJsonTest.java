package io.cemfleet.cnc.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class YangJsonTest {

    @Test
    void namesAreFoundWithAndWithoutPrefix() throws Exception {
        assertThat(YangJson.text(json("{\"m:a\":\"x\"}"), "a")).isEqualTo("x");
        assertThat(YangJson.text(json("{\"a\":\"x\"}"), "a")).isEqualTo("x");
        assertThat(YangJson.text(json("{\"alm.a\":{\"m:b\":\"x\"}}"), "a", "b")).isEqualTo("x");
        assertThat(YangJson.text(json("{\"ma\":\"x\"}"), "a")).isNull();
    }

    @Test
    void oneObjectIsAListOfOne() throws Exception {
        assertThat(YangJson.each(json("{\"a\":{\"b\":1}}"), "a")).hasSize(1);
        assertThat(YangJson.each(json("{\"a\":[{},{}]}"), "a")).hasSize(2);
        assertThat(YangJson.each(json("{}"), "a")).isEmpty();
    }

    @Test
    void numbersMayBeTexts() throws Exception {
        assertThat(YangJson.integer(json("{\"a\":\"12\"}"), "a")).isEqualTo(12);
        assertThat(YangJson.decimal(json("{\"a\":\"0.5\"}"), "a")).isEqualTo(0.5);
        assertThat(YangJson.wholeNumber(json("{\"a\":1.0E3}"), "a")).isEqualTo(1000L);
    }

    @Test
    void whatCannotBeReadIsAbsentAndNeverZero() throws Exception {
        assertThat(YangJson.integer(json("{\"a\":\"n/a\"}"), "a")).isNull();
        assertThat(YangJson.integer(json("{\"a\":4294967296}"), "a")).isNull();
        assertThat(YangJson.decimal(json("{\"a\":null}"), "a")).isNull();
        assertThat(YangJson.decimal(json("{\"a\":\"NaN\"}"), "a")).isNull();
        assertThat(YangJson.decimal(json("{}"), "a")).isNull();
    }

    @Test
    void momentsComeInThreeForms() throws Exception {
        var moment = Instant.parse("2022-02-01T12:07:42.584Z");

        assertThat(YangJson.instant(json("{\"a\":\"1643717262584\"}"), "a")).isEqualTo(moment);
        assertThat(YangJson.instant(json("{\"a\":\"2022-02-01T13:07:42.584+01:00\"}"), "a"))
                .isEqualTo(moment);
        assertThat(YangJson.instant(json("{\"a\":\"2022-02-01T12:07:42.584000\"}"), "a"))
                .isEqualTo(moment);
        assertThat(YangJson.instant(json("{\"a\":\"2022-02-01 12:07:42.584\"}"), "a"))
                .isEqualTo(moment);
        assertThat(YangJson.instant(json("{\"a\":\"2022-02-01T11:07:42.584-01:00\"}"), "a"))
                .isEqualTo(moment);
        assertThat(YangJson.instant(json("{\"a\":\"2022-02-01T12:07:42.584z\"}"), "a"))
                .isEqualTo(moment);
        assertThat(YangJson.instant(json("{\"a\":\"yesterday\"}"), "a")).isNull();
    }

    private static JsonNode json(String text) throws Exception {
        return JsonMapper.builder().build().readTree(text);
    }
}
