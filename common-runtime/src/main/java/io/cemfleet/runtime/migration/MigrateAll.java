package io.cemfleet.runtime.migration;

import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.springframework.boot.Banner;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.core.env.Environment;
import org.springframework.core.io.DefaultResourceLoader;

/**
 * Migrates the schemas of all agents of an image, as their owners, in one process: each agent would spend seconds on
 * starting a JVM of its own. {@code DATABASE_URL} is the JDBC address without a schema, the passwords are
 * {@code <SCHEMA>_OWNER_PASSWORD}. Ends with 0 when every schema is as this version needs it, with 78 when a setting is
 * missing, with 1 when a migration failed.
 *
 * <p>It runs on the libraries that all agents share. The settings and migrations of each come from the rest of the class
 * path that its file {@code <agent>.run} names.
 */
public final class MigrateAll {
    private static final int MISSING_SETTING = 78;

    private final String databaseUrl;
    private final String[] arguments;

    private MigrateAll(String databaseUrl, String[] arguments) {
        this.databaseUrl = databaseUrl;
        this.arguments = arguments;
    }

    /** @param arguments the directory with the agents' jars and run files, then Spring's own */
    public static void main(String[] arguments) {
        System.exit(run(Path.of(arguments[0]), Arrays.copyOfRange(arguments, 1, arguments.length)));
    }

    static int run(Path app, String... arguments) {
        try {
            String url = setting(arguments, "DATABASE_URL");
            for (Path agent : agents(app)) {
                new MigrateAll(url, arguments).migrate(agent);
            }
            return 0;
        } catch (MissingSetting e) {
            System.err.println("cem-fleet: migrations need " + e.getMessage());
            return MISSING_SETTING;
        } catch (IOException | RuntimeException e) {
            System.err.println("cem-fleet: the migration failed: " + e);
            return 1;
        }
    }

    private static String setting(String[] arguments, String name) {
        String prefix = "--" + name + "=";
        return Stream.of(arguments)
                .filter(argument -> argument.startsWith(prefix))
                .map(argument -> argument.substring(prefix.length()))
                .findFirst()
                .or(() -> Optional.ofNullable(System.getenv(name)))
                .filter(value -> !value.isBlank())
                .orElseThrow(() -> new MissingSetting(name));
    }

    private static final class MissingSetting extends RuntimeException {
        MissingSetting(String name) {
            super(name);
        }
    }

    /** The run files of what has a jar of its own. */
    private static List<Path> agents(Path app) throws IOException {
        try (Stream<Path> files = Files.list(app)) {
            return files.filter(file -> file.toString().endsWith(".jar"))
                    .map(jar -> Path.of(jar.toString().replaceFirst("\\.jar$", ".run")))
                    .sorted()
                    .toList();
        }
    }

    private void migrate(Path agent) throws IOException {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        try (var own = new URLClassLoader(ownClassPath(agent), MigrateAll.class.getClassLoader())) {
            thread.setContextClassLoader(own);
            migrate(own);
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    private void migrate(ClassLoader own) {
        try (var context = new SpringApplicationBuilder(new DefaultResourceLoader(own), Migrate.OnlyFlyway.class)
                .properties("spring.flyway.url=" + databaseUrl)
                .web(WebApplicationType.NONE)
                .bannerMode(Banner.Mode.OFF)
                .logStartupInfo(false)
                .registerShutdownHook(false)
                .run(arguments)) {
            Environment environment = context.getEnvironment();
            String schema = environment.getRequiredProperty("cem.schema");
            String password = schema.toUpperCase(Locale.ROOT) + "_OWNER_PASSWORD";
            if (environment.getProperty(password, "").isBlank()) {
                throw new MissingSetting(password);
            }
            Flyway flyway = Flyway.configure(own)
                    .configuration(context.getBean(Flyway.class).getConfiguration())
                    .dataSource(
                            databaseUrl + (databaseUrl.contains("?") ? "&" : "?") + "currentSchema=" + schema,
                            schema + "_owner",
                            environment.getProperty(password))
                    .load();
            Migrate.report(flyway, flyway.migrate());
        }
    }

    /** What of an agent's class path this process does not have already. */
    private static URL[] ownClassPath(Path agent) throws IOException {
        Set<String> shared = Set.of(System.getProperty("java.class.path").split(File.pathSeparator));
        List<URL> own = new ArrayList<>();
        for (String entry : Files.readAllLines(agent).get(1).split(File.pathSeparator)) {
            if (!shared.contains(entry)) {
                own.add(url(entry));
            }
        }
        return own.toArray(URL[]::new);
    }

    private static URL url(String entry) throws MalformedURLException {
        return Path.of(entry).toUri().toURL();
    }
}
