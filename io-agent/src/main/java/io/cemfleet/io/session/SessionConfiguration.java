package io.cemfleet.io.session;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.cemfleet.io.ConsoleSettings;
import io.cemfleet.runtime.retention.TableLifetime.Forever;
import io.cemfleet.runtime.retention.TableLifetime.RemovedBy;
import io.cemfleet.runtime.retention.TableLifetime.WithParent;
import io.cemfleet.runtime.retention.TableLifetimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.convert.ConversionService;
import org.springframework.core.convert.support.GenericConversionService;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.security.jackson2.SecurityJackson2Modules;
import org.springframework.session.config.SessionRepositoryCustomizer;
import org.springframework.session.jdbc.JdbcIndexedSessionRepository;
import org.springframework.session.web.http.CookieSerializer;
import org.springframework.session.web.http.DefaultCookieSerializer;

/** Configures Spring Session for the console. */
@Configuration(proxyBeanMethods = false)
@EnableScheduling
class SessionConfiguration {
    /** Lifetime of a session without a login: an attempt at the identity provider is under way. */
    private static final Duration ATTEMPT = Duration.ofMinutes(10);

    /**
     * Strict, but where the identity provider's page sends the browser back: the browser would not send a strict cookie
     * then.
     */
    @Bean
    CookieSerializer sessionCookie(ConsoleSettings settings) {
        DefaultCookieSerializer cookie = new DefaultCookieSerializer();
        cookie.setCookieName(settings.cookieName("cem_session"));
        cookie.setCookiePath("/");
        cookie.setUseHttpOnlyCookie(true);
        cookie.setUseSecureCookie(settings.secureCookie());
        cookie.setSameSite(settings.oidc().on() ? "Lax" : "Strict");
        return cookie;
    }

    @Bean
    SessionRepositoryCustomizer<JdbcIndexedSessionRepository> sessionAttempts() {
        return sessions -> sessions.setDefaultMaxInactiveInterval(ATTEMPT);
    }

    @Bean
    TableLifetimes sessionTables() {
        return TableLifetimes.of(
                new RemovedBy("spring_session", "Spring Session, within a minute of the session's end"),
                new WithParent("spring_session_attributes", "spring_session"),
                new Forever("console_key", "one row"));
    }

    /** Attributes as JSON of known classes: nothing of the database is ever deserialised as Java objects. */
    @Bean
    ConversionService springSessionConversionService() {
        ObjectMapper mapper = JsonMapper.builder()
                .addModules(SecurityJackson2Modules.getModules(getClass().getClassLoader()))
                .build();
        GenericConversionService attributes = new GenericConversionService();
        attributes.addConverter(Object.class, byte[].class, value -> {
            try {
                return mapper.writeValueAsBytes(value);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        attributes.addConverter(byte[].class, Object.class, bytes -> {
            try {
                return mapper.readValue(bytes, Object.class);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        return attributes;
    }
}
