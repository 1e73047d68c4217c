package io.cemfleet.cnc.optimization;

import io.cemfleet.cnc.session.CncClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
class OptimizationAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    SrPolicyOperations srPolicyOperations(CncClient cnc) {
        return new CncSrPolicyOperations(cnc);
    }
}
