package io.cemfleet.io.login;

import io.cemfleet.io.ConsoleSettings;
import io.cemfleet.io.session.LoginContextRepository;
import io.cemfleet.runtime.security.CrossSiteFilter;
import io.cemfleet.runtime.security.ProblemWriter;
import io.cemfleet.runtime.security.UserRole;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServletRequest;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.authentication.www.BasicAuthenticationFilter;
import org.springframework.security.web.csrf.CookieCsrfTokenRepository;

/**
 * The access rules for people: the console's pages and its API, by session; in the local profile the API also by HTTP
 * Basic. Endpoints for agents have the same rules as in every agent.
 */
@Configuration(proxyBeanMethods = false)
class ConsoleSecurity {
    private static final String API = "/api/**";
    private static final String[] PAGES = {"/", "/*.html"};
    private static final String[] OPEN = {
        LoginResponses.PAGE, "/login/ways", "/oauth2/authorization/" + OidcProvider.ID, "/css/**", "/js/**", "/icon.svg"
    };

    private final ConsoleSettings settings;
    private final LoginResponses answers;
    private final DeviceCookies devices;
    private final ProblemWriter problems;

    ConsoleSecurity(ConsoleSettings settings, LoginResponses answers, DeviceCookies devices, ProblemWriter problems) {
        this.settings = settings;
        this.answers = answers;
        this.devices = devices;
        this.problems = problems;
    }

    /**
     * Without a session, so without CSRF tokens; requests that a browser sends for a page of another site are refused.
     */
    @Bean
    @Profile("local")
    @Order(10)
    SecurityFilterChain basicApi(HttpSecurity http, ConsoleHeaders headers) throws Exception {
        return http.securityMatcher(
                        request -> isApi(request) && authorization(request).startsWith("Basic "))
                .authorizeHttpRequests(ConsoleSecurity::apiRules)
                .httpBasic(basic -> basic.authenticationEntryPoint(answers::refused)
                        .authenticationDetailsSource(
                                (HttpServletRequest request) -> LoginAttempt.from(request.getRemoteAddr(), "")))
                .addFilterBefore(new CrossSiteFilter(problems), BasicAuthenticationFilter.class)
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .exceptionHandling(refused ->
                        refused.authenticationEntryPoint(answers::refused).accessDeniedHandler(problems))
                .headers(headers)
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    @Bean
    @Order(20)
    SecurityFilterChain console(
            HttpSecurity http, ConsoleHeaders headers, LoginContextRepository logins, OidcLogin oidc) throws Exception {
        http.securityMatcher(
                        request -> isConsole(request) && !authorization(request).startsWith("Bearer "))
                .authorizeHttpRequests(rules -> {
                    rules.dispatcherTypeMatchers(DispatcherType.ERROR).permitAll();
                    rules.requestMatchers(HttpMethod.GET, OPEN).permitAll();
                    rules.requestMatchers(HttpMethod.GET, PAGES).hasRole(UserRole.VIEWER.name());
                    apiRules(rules);
                })
                .securityContext(context -> context.securityContextRepository(logins))
                .formLogin(form -> form.loginPage(LoginResponses.PAGE)
                        .loginProcessingUrl("/login")
                        .usernameParameter("user")
                        .authenticationDetailsSource((HttpServletRequest request) ->
                                LoginAttempt.from(request.getRemoteAddr(), devices.of(request)))
                        .successHandler(answers::welcome)
                        .failureHandler(answers::refused))
                .logout(logout -> logout.logoutUrl("/logout").logoutSuccessHandler(answers::goodbye))
                .csrf(csrf -> csrf.csrfTokenRepository(csrfCookie()).csrfTokenRequestHandler(new SpaCsrfTokens()))
                .exceptionHandling(refused ->
                        refused.authenticationEntryPoint(answers::unknown).accessDeniedHandler(problems))
                .headers(headers)
                .requestCache(AbstractHttpConfigurer::disable);
        if (settings.oidc().on()) {
            oidc.configure(http);
        }
        return http.build();
    }

    /** A viewer reads, and ends own sessions; commands need an operator; handlers for administrators are annotated. */
    private static void apiRules(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry rules) {
        rules.requestMatchers(HttpMethod.GET, API).hasRole(UserRole.VIEWER.name());
        rules.requestMatchers(HttpMethod.HEAD, API).hasRole(UserRole.VIEWER.name());
        rules.requestMatchers(HttpMethod.DELETE, "/api/sessions/*").hasRole(UserRole.VIEWER.name());
        rules.requestMatchers(API).hasRole(UserRole.OPERATOR.name());
        rules.anyRequest().denyAll();
    }

    private CookieCsrfTokenRepository csrfCookie() {
        CookieCsrfTokenRepository tokens = CookieCsrfTokenRepository.withHttpOnlyFalse();
        tokens.setCookieName(settings.cookieName("cem_csrf"));
        tokens.setCookiePath("/");
        tokens.setCookieCustomizer(cookie -> cookie.sameSite("Strict").secure(settings.secureCookie()));
        return tokens;
    }

    private static String authorization(HttpServletRequest request) {
        String header = request.getHeader(HttpHeaders.AUTHORIZATION);
        return header == null ? "" : header;
    }

    private static boolean isApi(HttpServletRequest request) {
        return request.getServletPath().startsWith("/api/");
    }

    /** All endpoints except those of agents, probes and other programs. */
    private static boolean isConsole(HttpServletRequest request) {
        String path = request.getServletPath();
        return !path.startsWith("/a2a/")
                && !path.startsWith("/.well-known/")
                && !path.startsWith("/health")
                && !path.startsWith("/actuator/")
                && !path.startsWith("/v3/");
    }
}
