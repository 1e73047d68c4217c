package io.cemfleet.runtime.defaults;

import java.io.IOException;
import java.io.UncheckedIOException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.PropertySource;
import org.springframework.core.io.ClassPathResource;

/**
 * Adds the defaults of all agents ({@code fleet-defaults.yml}) with a lower precedence than the settings of an agent or
 * a deployment.
 */
public final class FleetDefaults implements EnvironmentPostProcessor, Ordered {
    private static final String FILE = "fleet-defaults.yml";
    private static final String ON_PROFILE = "spring.config.activate.on-profile";

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        try {
            for (PropertySource<?> document : new YamlPropertySourceLoader()
                    .load(FILE, new ClassPathResource(FILE))
                    .reversed()) {
                Object profile = document.getProperty(ON_PROFILE);
                if (profile == null || environment.acceptsProfiles(Profiles.of(profile.toString()))) {
                    environment.getPropertySources().addLast(document);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 1;
    }
}
