package io.cemfleet.lab.control;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.stereotype.Component;

/** The scenario files in the lab's resources. */
@Component
class ScenarioLibrary {

    private final Map<String, Scenario> byName = new TreeMap<>();

    ScenarioLibrary() {
        try {
            for (Resource file : new PathMatchingResourcePatternResolver().getResources("classpath*:scenarios/*.yml")) {
                String name = Objects.requireNonNull(file.getFilename()).replace(".yml", "");
                try (InputStream in = file.getInputStream()) {
                    byName.put(name, ScenarioFile.read(name, in));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Collection<Scenario> all() {
        return byName.values();
    }

    Optional<Scenario> named(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
