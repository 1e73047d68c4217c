package io.cemfleet.lab.control;

import io.cemfleet.lab.simulator.SimulatedSystem;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authorization.AuthorizationManager;
import org.springframework.security.authorization.AuthorizationManagers;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.web.PathPatternRequestMatcherBuilderFactoryBean;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.IpAddressAuthorizationManager;
import org.springframework.security.web.access.intercept.RequestAuthorizationContext;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.firewall.HttpStatusRequestRejectedHandler;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.firewall.StrictHttpFirewall;

/**
 * The simulated systems answer every client that can reach the lab, and check logins as the real systems do. The
 * control API and the probes answer only this machine, on any address. All other requests are refused. A simulated
 * system that is a servlet of its own never gets here: what it is asked cannot reach the control API.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class LabAccessRules {
    private static final String FORBIDDEN =
            """
            {"type":"about:blank","title":"Forbidden","status":403,"detail":"the control API answers to this machine only"}
            """;

    @Bean
    PathPatternRequestMatcherBuilderFactoryBean pathPatterns() {
        return new PathPatternRequestMatcherBuilderFactoryBean();
    }

    /** RESTCONF keys carry encoded slashes and percent signs. */
    @Bean
    HttpFirewall httpFirewall() {
        var firewall = new StrictHttpFirewall();
        firewall.setAllowUrlEncodedSlash(true);
        firewall.setAllowUrlEncodedPercent(true);
        return firewall;
    }

    @Bean
    RequestRejectedHandler requestRejectedHandler() {
        return new HttpStatusRequestRejectedHandler(HttpServletResponse.SC_BAD_REQUEST);
    }

    @Bean
    SecurityFilterChain doors(HttpSecurity http) throws Exception {
        return http.authorizeHttpRequests(rules -> {
                    rules.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC)
                            .permitAll();
                    rules.requestMatchers(SimulatedSystem.patterns()).permitAll();
                    rules.requestMatchers("/lab/**", "/actuator/**").access(thisMachine());
                    rules.anyRequest().denyAll();
                })
                .exceptionHandling(refused -> refused.authenticationEntryPoint(LabAccessRules::forbid)
                        .accessDeniedHandler((request, response, denied) -> forbid(request, response, null)))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .headers(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    /** The lab has no logins by Spring Security; without this bean Spring would create a user. */
    @Bean
    AuthenticationManager noUsers() {
        return authentication -> {
            throw new BadCredentialsException("the lab knows no users");
        };
    }

    private static AuthorizationManager<RequestAuthorizationContext> thisMachine() {
        return AuthorizationManagers.anyOf(
                IpAddressAuthorizationManager.hasIpAddress("127.0.0.0/8"),
                IpAddressAuthorizationManager.hasIpAddress("::1"));
    }

    private static void forbid(
            HttpServletRequest request, HttpServletResponse response, @Nullable AuthenticationException refused)
            throws IOException {
        response.setStatus(HttpServletResponse.SC_FORBIDDEN);
        response.setContentType("application/problem+json");
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter().write(FORBIDDEN);
    }
}
