package io.cemfleet.lab.control;

import io.cemfleet.lab.LabSettings;
import io.cemfleet.lab.carrier.CarrierLoader;
import io.cemfleet.lab.network.ChangeOutcome;
import io.cemfleet.lab.network.LabNetwork;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Builds the network that all simulators show. */
@Configuration(proxyBeanMethods = false)
class NetworkConfiguration {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    LabNetwork labNetwork(LabSettings settings, Clock clock) {
        var network =
                new LabNetwork(CarrierLoader.load(settings.topology()), clock, settings.history(), settings.seed());
        if (settings.fill() != null && network.fill(settings.fill()) instanceof ChangeOutcome.Refused refused) {
            throw new IllegalArgumentException("lab.fill: " + refused.message());
        }
        return network;
    }
}
