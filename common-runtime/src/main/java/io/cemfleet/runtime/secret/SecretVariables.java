package io.cemfleet.runtime.secret;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.commons.logging.Log;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.config.ConfigDataEnvironmentPostProcessor;
import org.springframework.boot.env.ConfigTreePropertySource;
import org.springframework.boot.env.EnvironmentPostProcessor;
import org.springframework.boot.logging.DeferredLogFactory;
import org.springframework.core.Ordered;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySource;
import org.springframework.core.env.SystemEnvironmentPropertySource;

/**
 * Reads secrets from environment variables and mounted files literally: a placeholder's <code>${</code> in one stands
 * for itself, a line break at the end is cut off with a warning. An impossible secret is refused at start, by name; the
 * value is never repeated.
 */
final class SecretVariables implements EnvironmentPostProcessor, Ordered {
    private static final Pattern SECRET = Pattern.compile(".*(PASSWORD|SECRET|APIKEY|SERVICEDESKKEY|TENANTKEYS|TOKEN)");
    private static final Pattern IN_HEADER = Pattern.compile(".*(APIKEY|SERVICEDESKKEY|TOKEN)");
    private static final String OVERLAY = "clean-";

    private final Log log;

    public SecretVariables(DeferredLogFactory logs) {
        this.log = logs.getLog(SecretVariables.class);
    }

    @Override
    public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
        List<String> faults = new ArrayList<>();
        MutablePropertySources sources = environment.getPropertySources();
        for (PropertySource<?> source : List.copyOf(sources.stream().toList())) {
            if (source instanceof SystemEnvironmentPropertySource variables) {
                Map<String, Object> clean = clean(variables, faults);
                sources.addBefore(
                        source.getName(), new SystemEnvironmentPropertySource(OVERLAY + source.getName(), clean));
            } else if (source instanceof ConfigTreePropertySource files) {
                Map<String, Object> clean = clean(files, faults);
                sources.addBefore(source.getName(), new MapPropertySource(OVERLAY + source.getName(), clean));
            }
        }
        if (!faults.isEmpty()) {
            throw new UnusableSecretException(faults);
        }
    }

    private Map<String, Object> clean(EnumerablePropertySource<?> source, List<String> faults) {
        Map<String, Object> clean = new LinkedHashMap<>();
        for (String name : source.getPropertyNames()) {
            String kind = name.replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
            Object given = source.getProperty(name);
            if (given == null || !SECRET.matcher(kind).matches()) {
                continue;
            }
            String value = withoutLineBreak(name, given.toString());
            String fault = fault(value, IN_HEADER.matcher(kind).matches());
            if (fault != null) {
                faults.add(name + " " + fault);
            }
            clean.put(name, value.replace("${", "\\${"));
        }
        return clean;
    }

    private String withoutLineBreak(String name, String value) {
        int end = value.length();
        end -= end > 0 && value.charAt(end - 1) == '\n' ? 1 : 0;
        end -= end > 0 && value.charAt(end - 1) == '\r' ? 1 : 0;
        if (end < value.length()) {
            log.warn(name + " ends in a line break, which is left out");
        }
        return value.substring(0, end);
    }

    private static @Nullable String fault(String value, boolean inHeader) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isISOControl(c)) {
                return "contains a control character (U+%04X) at place %d".formatted((int) c, i + 1);
            }
            if (c == '\uFFFD') {
                return "cannot be read at place %d: it is not UTF-8, or this process has no UTF-8 locale (LC_ALL=C.UTF-8)"
                        .formatted(i + 1);
            }
            if (inHeader && c > '~') {
                return "travels in an HTTP header, and contains a character beyond ASCII at place %d".formatted(i + 1);
            }
        }
        return null;
    }

    @Override
    public int getOrder() {
        return ConfigDataEnvironmentPostProcessor.ORDER + 2;
    }
}
