package io.cemfleet.cnc.alarm;

import io.cemfleet.cnc.session.CncClient;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

@AutoConfiguration
class AlarmAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    OpenAlarms openAlarms(CncClient cnc) {
        return new CncOpenAlarms(cnc);
    }

    @Bean
    @ConditionalOnMissingBean
    AlarmSubscriptions alarmSubscriptions(CncClient cnc) {
        return new CncAlarmSubscriptions(cnc);
    }
}
