package io.cemfleet.cnc;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;

/**
 * The beans of this library, and PCA's where they are on the class path, without an application around them. The
 * topology is read only on request.
 */
public final class CncTestContext implements AutoCloseable {

    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    private CncTestContext(Map<String, Object> properties) {
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("test", properties));
        ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()).getCandidates().stream()
                .filter(name -> name.startsWith("io.cemfleet.cnc.") || name.startsWith("io.cemfleet.pca."))
                .map(CncTestContext::type)
                .forEach(context::register);
        context.register(SslAutoConfiguration.class);
        context.refresh();
    }

    /** With short pauses, and further settings as {@code name=value}. */
    public static CncTestContext at(String url, String... settings) {
        var properties = new HashMap<String, Object>(Map.of(
                "cem.cnc.url", url,
                "cem.cnc.calls.back-off", "1ms",
                "cem.cnc.calls.read-timeout", "2s",
                "cem.cnc.topology.enabled", "false"));
        List.of(settings).forEach(s -> properties.put(s.substring(0, s.indexOf('=')), s.substring(s.indexOf('=') + 1)));
        return new CncTestContext(properties);
    }

    public <T> T get(Class<T> type) {
        return context.getBean(type);
    }

    @Override
    public void close() {
        context.close();
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
