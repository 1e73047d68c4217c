package io.cemfleet.cnc.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.cemfleet.cnc.HostileText;
import org.junit.jupiter.api.Test;

/** The text of alarms comes from devices. */
class LinearTimeAlarmsTest {

    @Test
    void aReferenceIsReadInTimeInStepWithItsLength() {
        HostileText.assertLinear(AlarmResource::parse);
    }

    @Test
    void anAlarmIsReadInTimeInStepWithItsText() {
        HostileText.assertLinear(text -> AlarmReader.alarm(JsonNodeFactory.instance
                .objectNode()
                .put("alm.uuid", text)
                .put("alm.perceived-severity", "major")
                .put("alm.description", text)
                .put("alm.node-ref", text)
                .put("alm.system-update-time-iso8601", text)));
    }

    @Test
    void referencesAreReadAsBefore() {
        assertThat(AlarmResource.parse("ND=PE1!PTP=x;name=Gi0/1;lr=2")).contains(new AlarmResource("PE1", "Gi0/1"));
        assertThat(AlarmResource.parse("FTP=name=Gi0/1")).isEmpty();
        assertThat(AlarmResource.parse("MD=a!ND= ")).isEmpty();
    }
}
