package io.cemfleet.tunnel.southbound.cnc;

import io.cemfleet.cnc.CncSettings;
import io.cemfleet.tunnel.bsid.ColorRange;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ColorRangeConfiguration {

    @Bean
    ColorRange fleetColorRange(CncSettings settings) {
        return new ColorRange(
                settings.fleetColors().first(), settings.fleetColors().last());
    }
}
