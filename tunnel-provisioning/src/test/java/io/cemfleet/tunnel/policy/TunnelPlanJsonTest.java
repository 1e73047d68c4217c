package io.cemfleet.tunnel.policy;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.contract.SegmentId;
import org.junit.jupiter.api.Test;

/** Stored plans keep their form: a label is a number under {@code label}, an SRv6 SID a text there. */
class TunnelPlanJsonTest {
    private final ObjectMapper mapper = new ObjectMapper();

    @Test
    void aStoredLabelIsReadAndWrittenAsANumber() throws JsonProcessingException {
        String stored = "{\"adjacency\":true,\"label\":24107,\"node\":\"vienna\",\"link\":\"munich-vienna\"}";

        TunnelSegment segment = mapper.readValue(stored, TunnelSegment.class);

        assertThat(segment).isEqualTo(new TunnelSegment(true, SegmentId.label(24107), "vienna", "munich-vienna"));
        assertThat(mapper.readTree(mapper.writeValueAsString(segment))).isEqualTo(mapper.readTree(stored));
    }

    @Test
    void anSrv6SidIsReadAsItWasStored() throws JsonProcessingException {
        var segment = new TunnelSegment(false, new SegmentId.Srv6Sid("fcbb:bb00:1::"), "vienna", null);

        assertThat(mapper.readValue(mapper.writeValueAsString(segment), TunnelSegment.class))
                .isEqualTo(segment);
    }
}
