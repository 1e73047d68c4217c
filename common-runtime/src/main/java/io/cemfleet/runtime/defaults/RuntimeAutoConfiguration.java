package io.cemfleet.runtime.defaults;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.runtime.json.AgentJson;
import io.cemfleet.runtime.problem.JsonInput;
import io.cemfleet.runtime.problem.ProblemHandler;
import io.cemfleet.runtime.retention.RetentionConfiguration;
import io.cemfleet.runtime.tls.TlsHttpClients;
import io.cemfleet.runtime.tls.TlsSettings;
import io.cemfleet.runtime.trace.TraceFilter;
import jakarta.validation.Validator;
import java.time.Clock;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.jackson.Jackson2ObjectMapperBuilderCustomizer;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.ssl.SslBundles;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.Ordered;

/** The beans of every process: a clock, its time scale, JSON, input and problems, retention, traces, outgoing TLS. */
@AutoConfiguration(
        afterName = {
            "org.springframework.boot.autoconfigure.jdbc.JdbcClientAutoConfiguration",
            "org.springframework.boot.autoconfigure.jackson.JacksonAutoConfiguration",
            "org.springframework.boot.autoconfigure.transaction.TransactionAutoConfiguration"
        })
@EnableConfigurationProperties({TimeScale.class, TlsSettings.class})
@Import({ProblemHandler.class, RetentionConfiguration.class})
public class RuntimeAutoConfiguration {

    @Bean
    @ConditionalOnMissingBean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Jackson2ObjectMapperBuilderCustomizer agentJson() {
        return builder -> builder.postConfigurer(AgentJson::configured);
    }

    @Bean
    JsonInput jsonInput(ObjectMapper mapper, Validator validator) {
        return new JsonInput(mapper, validator);
    }

    @Bean
    TlsHttpClients outgoingTls(TlsSettings settings, SslBundles bundles) {
        return new TlsHttpClients(settings, bundles);
    }

    @Bean
    FilterRegistrationBean<TraceFilter> traceFilter() {
        FilterRegistrationBean<TraceFilter> filter = new FilterRegistrationBean<>(new TraceFilter());
        filter.setOrder(Ordered.HIGHEST_PRECEDENCE);
        return filter;
    }
}
