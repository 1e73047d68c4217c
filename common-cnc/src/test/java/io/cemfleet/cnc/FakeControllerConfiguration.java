package io.cemfleet.cnc;

import io.cemfleet.cnc.measurement.LinkMeasurements;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.cnc.topology.TopologyHolder;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;

/** Replaces the clients of an agent under test by those of one {@link FakeController}. */
@TestConfiguration(proxyBeanMethods = false)
public class FakeControllerConfiguration {

    @Bean
    FakeController fakeController() {
        return new FakeController();
    }

    @Bean
    TopologyHolder topologyHolder(FakeController controller) {
        return controller.topologyHolder;
    }

    @Bean
    FakeVpnServices vpnServices(FakeController controller) {
        return controller.vpnServices;
    }

    @Bean
    SrPolicyClient srPolicyClient(FakeController controller) {
        return controller.policyClient;
    }

    @Bean
    LinkMeasurements linkMeasurements(FakeController controller) {
        return controller.measurements;
    }
}
