package io.cemfleet.cnc.topology;

import io.cemfleet.cnc.CncSettings;
import io.cemfleet.cnc.session.CncClient;
import io.cemfleet.network.snapshot.NetworkSnapshots;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigureOrder;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@AutoConfigureOrder(1)
class TopologyAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    TopologyClient topologyClient(CncClient cnc, ObjectProvider<Clock> clock) {
        return new CncTopologyClient(cnc, clock.getIfAvailable(Clock::systemUTC));
    }

    @Bean
    @ConditionalOnMissingBean
    TopologyHolder topologyHolder(
            TopologyClient client,
            ObjectProvider<NetworkSnapshots> snapshots,
            CncSettings settings,
            ObjectProvider<Clock> clock) {
        return new RefreshedTopology(
                client,
                settings.topology().follow()
                        ? snapshots.getIfAvailable(() -> NetworkSnapshots.NONE)
                        : NetworkSnapshots.NONE,
                settings.topology(),
                clock.getIfAvailable(Clock::systemUTC));
    }
}
