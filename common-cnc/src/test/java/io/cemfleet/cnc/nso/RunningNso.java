package io.cemfleet.cnc.nso;

import io.cemfleet.cnc.CncTestContext;
import io.cemfleet.cnc.CncWireMock;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.topology.NetworkTopology;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** NSO as a test scripts it, and this library in front of it. */
abstract class RunningNso {
    static final String POLICIES = CncWireMock.NSO + "/cisco-sr-te-cfp:sr-te/cisco-sr-te-cfp-sr-policies:policies";

    final NetworkTopology topology = NetworkFixtures.topology();
    CncWireMock cnc;
    CncTestContext context;

    @BeforeEach
    void open() {
        cnc = CncWireMock.start();
        context = CncTestContext.at(cnc.url());
    }

    @AfterEach
    void close() {
        context.close();
        cnc.close();
    }

    NsoPolicies nso() {
        return context.get(NsoPolicies.class);
    }

    VpnServices services() {
        return context.get(VpnServices.class);
    }
}
