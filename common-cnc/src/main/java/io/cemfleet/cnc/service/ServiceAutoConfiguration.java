package io.cemfleet.cnc.service;

import io.cemfleet.cnc.session.CncClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
class ServiceAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    TransportServices transportServices(CncClient cnc) {
        return new CncTransportServices(cnc);
    }
}
