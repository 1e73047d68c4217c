package io.cemfleet.audit.verify;

import io.cemfleet.audit.trail.JdbcTrail;
import io.cemfleet.audit.trail.TrailHead;
import io.cemfleet.audit.trail.TrailSource;
import io.cemfleet.audit.trail.TrailVerifier;
import io.cemfleet.audit.trail.VerificationKeys;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Verifies a trail without any agent: the table at {@code SPRING_DATASOURCE_URL} (with {@code _USERNAME} and
 * {@code _PASSWORD}), or an export of it. Exits with 0 when it matches what was sealed, with 1 when not, naming the row,
 * and with 2 when it could not be verified.
 */
public final class VerifyAudit {
    private static final String USAGE =
            """
            usage: verify-audit [--key FILE|FOLDER] [--head FILE] [--file EXPORT | --export FILE]
              --key     the audit agent's public key, or the folder of its audit*.pub (else CEM_A2A_KEY_DIRECTORY)
              --head    an answer of GET /api/head that was kept: the trail has to hold it
              --file    check an export instead of the table
              --export  write the table to a file as JSON lines, for a check elsewhere, and check it""";
    private static final List<String> OPTIONS = List.of("--key", "--head", "--file", "--export");

    private final Map<String, String> environment;
    private final PrintStream out;

    VerifyAudit(Map<String, String> environment, PrintStream out) {
        this.environment = environment;
        this.out = out;
    }

    public static void main(String[] arguments) {
        System.exit(new VerifyAudit(System.getenv(), System.out).run(List.of(arguments)));
    }

    int run(List<String> arguments) {
        Map<String, String> options = new HashMap<>();
        for (int i = 0; i < arguments.size(); i += 2) {
            if (!OPTIONS.contains(arguments.get(i)) || i + 1 == arguments.size()) {
                out.println(USAGE);
                return 2;
            }
            options.put(arguments.get(i), arguments.get(i + 1));
        }
        try {
            return options.containsKey("--file")
                    ? check(new TrailFile(Path.of(options.get("--file"))), options)
                    : checkTable(options);
        } catch (SQLException | IOException e) {
            out.println("cannot check: " + e.getMessage());
            return 2;
        }
    }

    private int checkTable(Map<String, String> options) throws SQLException, IOException {
        String url = environment.get("SPRING_DATASOURCE_URL");
        if (url == null) {
            throw new IOException("SPRING_DATASOURCE_URL is not set, and there is no --file");
        }
        try (JdbcTrail trail = new JdbcTrail(DriverManager.getConnection(
                url,
                environment.getOrDefault("SPRING_DATASOURCE_USERNAME", ""),
                environment.getOrDefault("SPRING_DATASOURCE_PASSWORD", "")))) {
            String export = options.get("--export");
            if (export != null) {
                TrailFile.write(trail, Path.of(export));
            }
            return check(trail, options);
        }
    }

    private int check(TrailSource trail, Map<String, String> options) throws SQLException, IOException {
        String key = options.getOrDefault("--key", environment.getOrDefault("CEM_A2A_KEY_DIRECTORY", ".fleet/keys"));
        @Nullable String kept = options.get("--head");
        @Nullable TrailHead witness = kept == null ? null : TrailFile.readHead(Path.of(kept));
        TrailVerifier.TrailVerdict verdict =
                new TrailVerifier(VerificationKeys.read(Path.of(key))).check(trail, witness);
        TrailHead head = trail.head();
        verdict.notes().forEach(this::print);
        if (verdict.valid()) {
            out.println((verdict.annotated() == 0
                            ? "valid: "
                            : "valid with " + verdict.annotated() + " annotated records: ")
                    + verdict.events() + " rows, " + verdict.segments() + " sealed days"
                    + (head == null ? "" : ", signed up to row " + head.sequence() + " at " + head.signedAt()));
            return 0;
        }
        out.println("broken at row " + verdict.brokenAt() + ": " + verdict.reason());
        return 1;
    }

    private void print(TrailVerifier.AnnotatedRow row) {
        out.println("row " + row.sequence() + " is annotated (" + row.notedAt() + "): " + row.reason()
                + (row.proven()
                        ? "; the note restores the text that was hashed"
                        : "; only the note's signature says so"));
    }
}
