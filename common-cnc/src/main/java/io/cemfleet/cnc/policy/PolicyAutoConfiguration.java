package io.cemfleet.cnc.policy;

import io.cemfleet.cnc.CncSettings;
import io.cemfleet.cnc.session.CncClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
class PolicyAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    SrPolicyClient srPolicyClient(CncClient cnc, CncSettings settings) {
        return new CncSrPolicyClient(cnc, settings.pageSize());
    }

    @Bean
    PolicyLoadReader policyLoadReader(SrPolicyClient policies) {
        return new PolicyLoadReader(policies);
    }
}
