package io.cemfleet.pca;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class ProbedSessionTest {

    @Test
    void aSessionGoesFromAddressToAddressByItsColour() {
        assertThat(ProbedSession.read(object("100").put("sourceIp", "10.0.0.1").put("destinationIp", "10.0.0.2")))
                .isEqualTo(new ProbedSession("s", "twamp-sf", "10.0.0.1", "10.0.0.2", 100));
    }

    @Test
    void withoutAddressesItsNameSaysBetweenWhom() {
        assertThat(ProbedSession.read(object("").put("objectName", "Frankfurt-Vienna")))
                .isEqualTo(new ProbedSession("s", "twamp-sf", "Frankfurt", "Vienna", null));
    }

    @Test
    void aSessionWithoutEndsOrWithAColourThatNoPolicyHasIsNone() {
        assertThat(ProbedSession.read(object("100"))).isNull();
        assertThat(ProbedSession.read(object("4294967295").put("objectName", "Frankfurt-Vienna")))
                .isNull();
    }

    private static ObjectNode object(String color) {
        ObjectNode object = JsonNodeFactory.instance.objectNode().put("objectId", "s");
        object.putObject("meta").put("color", color);
        return object;
    }
}
