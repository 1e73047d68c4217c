package io.cemfleet.io;

import io.cemfleet.io.users.PasswordHashes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** A users file of a test, changed as an administrator changes it. */
final class UsersFixture {
    private final Path file;

    UsersFixture(String... lines) {
        try {
            file = Files.createTempFile("users", ".txt");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        write(lines);
    }

    Path file() {
        return file;
    }

    void write(String... lines) {
        try {
            Files.write(file, List.of(lines));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void add(String line) {
        try (Stream<String> before = Files.lines(file)) {
            write(Stream.concat(before, Stream.of(line)).toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String line(String name, String role, String password) {
        return name + ':' + role + ':' + PasswordHashes.passwordEncoder().encode(password);
    }
}
