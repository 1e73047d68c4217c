package io.cemfleet.a2a.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SegmentIdTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void aLabelIsANumberOnTheWire() throws JsonProcessingException {
        assertThat(JSON.writeValueAsString(SegmentId.label(16004))).isEqualTo("16004");
        assertThat(JSON.readValue("16004", SegmentId.class)).isEqualTo(SegmentId.label(16004));
        assertThat(JSON.readValue("\"16004\"", SegmentId.class)).isEqualTo(SegmentId.label(16004));
    }

    @Test
    void anSrv6SidIsATextOnTheWire() throws JsonProcessingException {
        var sid = new SegmentId.Srv6Sid("fcbb:bb00:1::");

        assertThat(JSON.writeValueAsString(sid)).isEqualTo("\"fcbb:bb00:1::\"");
        assertThat(JSON.readValue("\"fcbb:bb00:1::\"", SegmentId.class)).isEqualTo(sid);
    }

    @Test
    void twoTextsOfOneAddressAreOneSid() {
        assertThat(new SegmentId.Srv6Sid("FCBB:0::1"))
                .isEqualTo(new SegmentId.Srv6Sid("fcbb::1"))
                .hasSameHashCodeAs(new SegmentId.Srv6Sid("fcbb::1"))
                .isNotEqualTo(new SegmentId.Srv6Sid("fcbb::2"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"host:name\"",
                "\"1.2.3.4\"",
                "\"fe80::1%eth0\"",
                "\"::ffff:1.2.3.4\"",
                "\"\"",
                "99999999999",
                "true",
                "{}"
            })
    void anythingElseIsAFieldOfAWrongType(String json) {
        assertThatThrownBy(() -> JSON.readValue(json, SegmentId.class)).isInstanceOf(JsonMappingException.class);
    }
}
