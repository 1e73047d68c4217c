package io.cemfleet.io.access;

import io.cemfleet.a2a.security.AgentSecurityAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.NegatedRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;

/** People's pages and their API, which {@link AccessFilter} guards; the doors of agents are as everywhere. */
@Configuration(proxyBeanMethods = false)
class ConsoleDoors {

    @Bean
    @Order(AgentSecurityAutoConfiguration.ORDER - 1)
    SecurityFilterChain consolePages(HttpSecurity http) throws Exception {
        var path = PathPatternRequestMatcher.withDefaults();
        var agents = new OrRequestMatcher(
                path.matcher("/a2a/**"),
                path.matcher("/.well-known/**"),
                path.matcher("/health"),
                path.matcher("/actuator/**"));
        return http.securityMatcher(new NegatedRequestMatcher(agents))
                .authorizeHttpRequests(rules -> rules.anyRequest().permitAll())
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .headers(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }
}
