package io.cemfleet.cnc.nso;

import io.cemfleet.cnc.session.CncClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
class NsoAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    NsoPolicies nsoPolicies(CncClient cnc) {
        return new CncNsoPolicies(new NsoClient(cnc));
    }

    @Bean
    @ConditionalOnMissingBean
    VpnServices vpnServices(CncClient cnc) {
        return new CncVpnServices(new NsoClient(cnc));
    }
}
