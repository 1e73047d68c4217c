package io.cemfleet.runtime.testing;

import java.util.HashMap;
import java.util.Map;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Puts the agent under test on a {@link SecurePostgres} instead of the database that its test's base class registers.
 * The agent's schema is its {@code cem.schema}; the {@link SecurePostgres.SecureDatabase} is a bean.
 */
public final class SecurePostgresInitializer implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        ConfigurableEnvironment environment = context.getEnvironment();
        SecurePostgres.SecureDatabase database =
                SecurePostgres.start().database(environment.getRequiredProperty("cem.schema"));
        Map<String, Object> settings = new HashMap<>(database.app());
        settings.putAll(database.owner());
        environment.getPropertySources().addFirst(new MapPropertySource("secure-postgres", settings));
        context.getBeanFactory().registerSingleton("securePostgres", database);
    }
}
