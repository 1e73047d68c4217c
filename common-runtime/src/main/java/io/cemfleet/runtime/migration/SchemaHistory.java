package io.cemfleet.runtime.migration;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.zip.CRC32;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.Location;
import org.flywaydb.core.api.configuration.Configuration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

/**
 * What Flyway has recorded of a schema, read with one query. A start of Flyway costs far more, and nearly always finds
 * that nothing is to be done.
 */
final class SchemaHistory {
    private static final Logger LOG = LoggerFactory.getLogger(SchemaHistory.class);
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private SchemaHistory() {}

    /** Migrates, unless the schema was migrated with exactly the scripts that this version has. */
    static void migrateUnlessCurrent(Flyway flyway) {
        if (isCurrent(flyway.getConfiguration())) {
            LOG.info("schema {} has every migration", flyway.getConfiguration().getDefaultSchema());
        } else {
            flyway.migrate();
        }
    }

    /**
     * Whether the scripts that were applied with success are those on the class path, with the same checksums, none
     * more and none less. A false answer is always safe, since Flyway then decides: also when the history cannot be
     * read, or holds anything but scripts.
     */
    static boolean isCurrent(Configuration flyway) {
        try {
            Map<String, Integer> scripts = scripts(flyway);
            return !scripts.isEmpty() && scripts.equals(applied(flyway));
        } catch (SQLException | IOException e) {
            return false;
        }
    }

    private static Map<String, Integer> applied(Configuration flyway) throws SQLException {
        Map<String, Integer> applied = new HashMap<>();
        try (Connection connection = flyway.getDataSource().getConnection();
                var statement = connection.createStatement();
                var rows = statement.executeQuery("SELECT script, checksum, success FROM "
                        + quoted(flyway.getDefaultSchema()) + '.' + quoted(flyway.getTable())
                        + " WHERE type <> 'SCHEMA'")) {
            while (rows.next()) {
                applied.put(rows.getString(1) + (rows.getBoolean(3) ? "" : " (failed)"), rows.getInt(2));
            }
        }
        return applied;
    }

    private static Map<String, Integer> scripts(Configuration flyway) throws IOException {
        var files = new PathMatchingResourcePatternResolver(flyway.getClassLoader());
        Map<String, Integer> scripts = new HashMap<>();
        for (Location location : flyway.getLocations()) {
            for (Resource file : files.getResources("classpath*:" + location.getRootPath() + "/*")) {
                String name = file.getFilename();
                if (name != null && file.isReadable()) {
                    scripts.put(name, checksum(file));
                }
            }
        }
        return scripts;
    }

    /** Flyway's checksum: of the text's lines, whatever ends them. */
    private static int checksum(Resource file) throws IOException {
        var sum = new CRC32();
        try (var lines = new BufferedReader(new InputStreamReader(file.getInputStream(), StandardCharsets.UTF_8))) {
            boolean first = true;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                String text = first && !line.isEmpty() && line.charAt(0) == BYTE_ORDER_MARK ? line.substring(1) : line;
                sum.update(text.getBytes(StandardCharsets.UTF_8));
                first = false;
            }
        }
        return (int) sum.getValue();
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }
}
