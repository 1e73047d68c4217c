package io.cemfleet.a2a.security;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.settings.A2aSettings;
import io.cemfleet.a2a.token.AgentTokens;
import io.cemfleet.a2a.token.OneTimeTokens;
import io.cemfleet.runtime.security.AuthenticatedUserResolver;
import io.cemfleet.runtime.security.BodyLimitFilter;
import io.cemfleet.runtime.security.BodyLimits;
import io.cemfleet.runtime.security.BrowserSecurityHeaders;
import io.cemfleet.runtime.security.CrossSiteFilter;
import io.cemfleet.runtime.security.OpenEndpoint;
import io.cemfleet.runtime.security.ProblemReportValve;
import io.cemfleet.runtime.security.ProblemWriter;
import io.cemfleet.runtime.security.RequestFirewall;
import io.cemfleet.runtime.security.UserRole;
import jakarta.servlet.DispatcherType;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.security.servlet.EndpointRequest;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.security.SecurityProperties;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.access.hierarchicalroles.RoleHierarchy;
import org.springframework.security.access.hierarchicalroles.RoleHierarchyImpl;
import org.springframework.security.config.annotation.method.configuration.EnableMethodSecurity;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.web.PathPatternRequestMatcherBuilderFactoryBean;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.firewall.HttpFirewall;
import org.springframework.security.web.util.matcher.AndRequestMatcher;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * The access rules of every agent: tasks for agents, {@code /api} for people, a few open pages, and nothing else. An
 * agent with endpoints of another kind adds a {@link SecurityFilterChain} of its own with an order below
 * {@value #ORDER}.
 */
@AutoConfiguration(
        beforeName = {
            "org.springframework.boot.autoconfigure.security.servlet.SecurityAutoConfiguration",
            "org.springframework.boot.autoconfigure.security.servlet.UserDetailsServiceAutoConfiguration",
            "org.springframework.boot.actuate.autoconfigure.security.servlet.ManagementWebSecurityAutoConfiguration"
        })
@EnableWebSecurity
@EnableMethodSecurity
@EnableConfigurationProperties(BodyLimits.class)
public class AgentSecurityAutoConfiguration {
    /** Of the chain that takes every request which no chain before it has taken. */
    public static final int ORDER = 100;

    private static final String API = "/api/**";
    private static final String[] OPEN_PAGES = {"/health", "/.well-known/agent.json", "/.well-known/agent-card.json"};

    @Bean
    static RoleHierarchy roleHierarchy() {
        return RoleHierarchyImpl.withDefaultRolePrefix()
                .role(UserRole.ADMIN.name())
                .implies(UserRole.OPERATOR.name())
                .role(UserRole.OPERATOR.name())
                .implies(UserRole.VIEWER.name())
                .build();
    }

    @Bean
    ProblemWriter problemWriter(ObjectMapper mapper) {
        return new ProblemWriter(mapper);
    }

    /** Inside of Boot's own valve, which then finds the answer written. */
    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> problemsOfTomcat(ProblemWriter problems) {
        return tomcat -> tomcat.addContextCustomizers(
                context -> context.getParent().getPipeline().addValve(new ProblemReportValve(problems)));
    }

    @Bean
    HttpFirewall httpFirewall() {
        return new RequestFirewall();
    }

    /**
     * One round: the passwords are in the environment of this process, and a slow hash would let strangers cause load.
     */
    @Bean
    @ConditionalOnMissingBean
    PasswordEncoder passwordEncoder() {
        return new Pbkdf2PasswordEncoder("", 16, 1, SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA256);
    }

    /** The users of a local fleet; none without a password. */
    @Bean
    @ConditionalOnMissingBean
    UserDetailsService localPeople(A2aSettings settings, PasswordEncoder encoder) {
        A2aSettings.LocalOperator operators = settings.operators();
        return operators == null || operators.password().isBlank()
                ? new InMemoryUserDetailsManager()
                : new InMemoryUserDetailsManager(User.withUsername(operators.user())
                        .password(encoder.encode(operators.password()))
                        .authorities(UserRole.ADMIN.authority())
                        .build());
    }

    /** Before Spring Security, so that it bounds what any chain reads. */
    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimit(
            BodyLimits limits, ObjectProvider<OpenEndpoint> openDoors, ProblemWriter problems) {
        var filter = new FilterRegistrationBean<>(
                new BodyLimitFilter(limits, openDoors.stream().toList(), problems));
        filter.setOrder(SecurityProperties.DEFAULT_FILTER_ORDER - 1);
        return filter;
    }

    /** Path patterns as Spring MVC matches them, so that rules and router never read a path differently. */
    @Bean
    PathPatternRequestMatcherBuilderFactoryBean pathPatterns() {
        return new PathPatternRequestMatcherBuilderFactoryBean();
    }

    /** Health, metrics and API docs are not served here where management has a port of its own. */
    @Bean
    @Order(ORDER)
    SecurityFilterChain agentDoors(
            HttpSecurity http,
            AgentTokens tokens,
            OneTimeTokens oneTime,
            ProblemWriter problems,
            ObjectProvider<OpenEndpoint> openDoors)
            throws Exception {
        return http.authorizeHttpRequests(
                        rules -> doors(rules, openDoors.stream().toList()))
                .addFilterBefore(new CrossSiteFilter(problems), BasicAuthenticationFilter.class)
                .addFilterBefore(new AgentTokenFilter(tokens, oneTime, problems), BasicAuthenticationFilter.class)
                .httpBasic(basic -> basic.authenticationEntryPoint(problems))
                .exceptionHandling(
                        refused -> refused.authenticationEntryPoint(problems).accessDeniedHandler(problems))
                .headers(BrowserSecurityHeaders::add)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(AbstractHttpConfigurer::disable)
                .csrf(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    private static void doors(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry rules,
            List<OpenEndpoint> openDoors) {
        rules.dispatcherTypeMatchers(DispatcherType.ERROR, DispatcherType.ASYNC).permitAll();
        rules.requestMatchers(HttpMethod.GET, OPEN_PAGES).permitAll();
        rules.requestMatchers(new AndRequestMatcher(
                        request -> request.getMethod().equals("GET"), EndpointRequest.toAnyEndpoint()))
                .permitAll();
        openDoors.forEach(
                door -> rules.requestMatchers(door.method(), door.pattern()).permitAll());
        rules.requestMatchers(HttpMethod.POST, "/a2a/tasks", "/a2a/tasks:batch").hasRole(AgentAuthentication.AGENT);
        rules.requestMatchers(HttpMethod.GET, "/a2a/tasks/{taskId}").hasRole(AgentAuthentication.AGENT);
        rules.requestMatchers(HttpMethod.GET, API).hasRole(UserRole.VIEWER.name());
        rules.requestMatchers(HttpMethod.HEAD, API).hasRole(UserRole.VIEWER.name());
        rules.requestMatchers(API).hasRole(UserRole.OPERATOR.name());
        rules.anyRequest().denyAll();
    }

    @Bean
    WebMvcConfigurer personArgument() {
        return new WebMvcConfigurer() {
            @Override
            public void addArgumentResolvers(List<HandlerMethodArgumentResolver> resolvers) {
                resolvers.add(new AuthenticatedUserResolver());
            }
        };
    }
}
