package io.cemfleet.cnc.measurement;

import io.cemfleet.cnc.CncSettings;
import io.cemfleet.cnc.session.CncClient;
import io.cemfleet.network.measurement.LinkLimits;
import java.time.Clock;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
@EnableConfigurationProperties({MeasurementSettings.class, LinkLimits.class})
class MeasurementAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    LinkMeasurements linkMeasurements(
            CncClient cnc, CncSettings cncSettings, MeasurementSettings settings, ObjectProvider<Clock> clocks) {
        var clock = clocks.getIfAvailable(Clock::systemUTC);
        var devices = new DeviceInventory(cnc, cncSettings.pageSize(), clock);
        return new CncLinkMeasurements(cnc, devices, settings, clock);
    }
}
