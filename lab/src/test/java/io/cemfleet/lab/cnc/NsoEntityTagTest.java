package io.cemfleet.lab.cnc;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.RoutePolicy;
import io.cemfleet.lab.simulator.SimulatorClient;
import io.cemfleet.lab.simulator.SimulatorTest;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** NSO's datastore has one entity tag, which every change renews and no measurement does. */
@SimulatorTest
class NsoEntityTagTest {
    private static final String DATA = "/crosswork/proxy/nso/restconf/data/";
    private static final String SERVICES = DATA + "ietf-l3vpn-ntw:l3vpn-ntw/vpn-services";
    private static final String PLANS = DATA + "cisco-sr-te-cfp:sr-te/cisco-sr-te-cfp-sr-policies:policies/policy-plan";

    @Test
    void anUnchangedDatastoreIsAnsweredWithoutABody(@LocalServerPort int port, @Autowired LabNetwork network) {
        // given
        var cnc = new CncTestClient(port);
        SimulatorClient.Answer first = cnc.get(SERVICES);
        String tag = requireNonNull(first.headers().get("ETag"));

        // when, then
        network.measure();
        SimulatorClient.Answer same = cnc.get(SERVICES, "If-None-Match", tag);
        assertThat(same.status()).isEqualTo(304);
        assertThat(same.body()).isEmpty();

        // and after a change
        network.putRoutePolicy(new RoutePolicy("tag-test", 4713));
        SimulatorClient.Answer changed = cnc.get(SERVICES, "If-None-Match", tag);
        assertThat(changed.status()).isEqualTo(200);
        assertThat(changed.headers().get("ETag")).isNotEqualTo(tag);
        network.deleteRoutePolicy("tag-test");
    }

    @Test
    void aPlanHasNoTagSinceItChangesWithTime(@LocalServerPort int port) {
        assertThat(new CncTestClient(port).get(PLANS).headers()).doesNotContainKey("ETag");
    }
}
