package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.TunnelSettings;
import io.cemfleet.tunnel.policy.HeadEndCap;
import io.cemfleet.tunnel.policy.TunnelRule;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The limits on automation that are in force. */
@Configuration(proxyBeanMethods = false)
class Rules {

    @Bean
    TunnelRule headEndCap(TunnelSettings settings) {
        return new HeadEndCap(settings.maxTunnelsPerHeadEnd());
    }
}
