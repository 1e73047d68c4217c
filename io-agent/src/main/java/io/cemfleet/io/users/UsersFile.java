package io.cemfleet.io.users;

import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.runtime.input.SafeText;
import io.cemfleet.runtime.security.UserRole;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The form of the users file: UTF-8, a line {@code name:role:{id}hash} for each user; empty lines and lines that begin
 * with {@code #} say nothing.
 */
public final class UsersFile {
    static final int LONGEST_NAME = 64;

    private static final int LARGEST = 1_000_000;

    private UsersFile() {}

    /**
     * The users in their order.
     *
     * @throws BadUsersFileException when the file cannot be read or a line is wrong
     */
    public static List<LocalUser> read(Path file) {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LARGEST + 1);
        } catch (IOException e) {
            throw new BadUsersFileException("the users file " + file + " cannot be read: " + e);
        }
        if (bytes.length > LARGEST) {
            throw new BadUsersFileException("the users file " + file + " is larger than " + LARGEST + " bytes");
        }
        try {
            return parse(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            throw new BadUsersFileException("the users file " + file + " is not UTF-8");
        } catch (BadUsersFileException e) {
            throw new BadUsersFileException("the users file " + file + " is wrong: " + e.getMessage());
        }
    }

    static List<LocalUser> parse(String text) {
        Map<String, LocalUser> users = new LinkedHashMap<>();
        int number = 0;
        for (String line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            LocalUser user = user(line.strip(), number);
            if (users.put(user.name(), user) != null) {
                throw new BadUsersFileException("line " + number + ": the name stands in the file twice");
            }
        }
        return List.copyOf(users.values());
    }

    private static LocalUser user(String line, int number) {
        String[] parts = line.split(":", 3);
        if (parts.length != 3) {
            throw new BadUsersFileException("line " + number + ": must be name:role:{id}hash");
        }
        String fault = nameFault(parts[0]);
        if (fault != null) {
            throw new BadUsersFileException("line " + number + ": the name " + fault);
        }
        UserRole role = UserRole.of(parts[1])
                .orElseThrow(() ->
                        new BadUsersFileException("line " + number + ": the role must be viewer, operator or admin"));
        String wrong = PasswordHashes.fault(parts[2]);
        if (wrong != null) {
            throw new BadUsersFileException("line " + number + ": the hash " + wrong);
        }
        return new LocalUser(parts[0], role, parts[2]);
    }

    /** The fault of a user's name, null when there is none. */
    static @Nullable String nameFault(String name) {
        if (name.isBlank() || !name.equals(name.strip()) || name.startsWith("#")) {
            return "must not be blank, nor begin or end with blanks, nor begin with #";
        }
        if (name.length() > LONGEST_NAME || name.contains(":") || name.lines().count() != 1) {
            return "must be one line of at most " + LONGEST_NAME + " characters without a colon";
        }
        if (isAgent(name)) {
            return "must not be an agent's: what a person does would stand under it in the audit trail";
        }
        return SafeText.fault(name);
    }

    private static boolean isAgent(String name) {
        String wire = name.toLowerCase(Locale.ROOT).replace('-', '_');
        return Arrays.stream(AgentName.values()).anyMatch(agent -> agent.wire().equals(wire));
    }
}
