package io.cemfleet.io.users;

import io.cemfleet.runtime.security.UserRole;
import java.io.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * {@code ./fleet user add NAME --role ROLE [--generate]} and {@code remove NAME}: writes the users file, which stays
 * readable for its owner only. An existing user gets the new role and password.
 */
public final class UserCommand {
    private static final String USAGE =
            "usage: ./fleet user add NAME --role viewer|operator|admin [--generate], or ./fleet user remove NAME";

    private UserCommand() {}

    public static void main(String[] args) throws IOException {
        try {
            System.out.println(run(List.of(args)));
        } catch (IllegalArgumentException | BadUsersFileException e) {
            System.err.println("fleet: " + e.getMessage());
            System.exit(2);
        }
    }

    static String run(List<String> args) throws IOException {
        if (args.size() < 3) {
            throw new IllegalArgumentException(USAGE);
        }
        Path file = Path.of(args.get(0));
        String name = args.get(2);
        return switch (args.get(1)) {
            case "add" -> add(file, name, args.subList(3, args.size()));
            case "remove" -> remove(file, name);
            default -> throw new IllegalArgumentException(USAGE);
        };
    }

    private static String add(Path file, String name, List<String> options) throws IOException {
        String fault = UsersFile.nameFault(name);
        if (fault != null) {
            throw new IllegalArgumentException("the name " + fault);
        }
        int at = options.indexOf("--role");
        UserRole role = UserRole.of(at >= 0 && at + 1 < options.size() ? options.get(at + 1) : null)
                .orElseThrow(() -> new IllegalArgumentException(USAGE));
        Console console = options.contains("--generate") ? null : System.console();
        String password = console != null && console.isTerminal() ? asked(console) : generated();
        String hash = PasswordHashes.passwordEncoder().encode(password);
        List<String> lines = without(file, name);
        lines.add(name + ':' + role.wire() + ':' + hash);
        write(file, lines);
        return console != null && console.isTerminal()
                ? name + " is " + role.wire()
                : name + " is " + role.wire() + " with the password " + password;
    }

    private static String remove(Path file, String name) throws IOException {
        Optional<LocalUser> user = Files.exists(file)
                ? UsersFile.read(file).stream()
                        .filter(known -> known.name().equals(name))
                        .findFirst()
                : Optional.empty();
        if (user.isEmpty()) {
            throw new IllegalArgumentException("no user is called " + name);
        }
        write(file, without(file, name));
        return name + " is removed";
    }

    private static String asked(Console console) {
        String first = new String(console.readPassword("Password: "));
        String fault = PasswordHashes.passwordFault(first);
        if (fault != null) {
            throw new IllegalArgumentException("the password " + fault);
        }
        if (!first.equals(new String(console.readPassword("Once more: ")))) {
            throw new IllegalArgumentException("the two passwords differ");
        }
        return first;
    }

    private static String generated() {
        byte[] random = new byte[15];
        new SecureRandom().nextBytes(random);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random);
    }

    private static List<String> without(Path file, String name) throws IOException {
        List<String> lines = new ArrayList<>();
        if (Files.exists(file)) {
            UsersFile.read(file);
            lines.addAll(Files.readAllLines(file));
            lines.removeIf(line -> line.strip().startsWith(name + ':'));
        }
        return lines;
    }

    /** A reader sees the old file or the new one, never a half. */
    private static void write(Path file, List<String> lines) throws IOException {
        Path absolute = file.toAbsolutePath();
        Path fresh = Files.createTempFile(
                absolute.getParent(),
                "users",
                ".new",
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(fresh, lines);
        Files.move(fresh, absolute, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
