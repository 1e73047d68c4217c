package io.cemfleet.io.users;

import io.cemfleet.a2a.settings.A2aSettings;
import io.cemfleet.io.ConsoleSettings;
import io.cemfleet.runtime.security.UserRole;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * The present users of the settings and of the users file; a name in the file takes precedence over the same name in
 * the settings. The file is read again every few seconds.
 */
@Component
public class LocalUsers {
    private static final Logger LOG = LoggerFactory.getLogger(LocalUsers.class);

    private final Map<String, LocalUser> ofSettings = new LinkedHashMap<>();
    private final @Nullable Path file;
    private volatile Map<String, LocalUser> users;
    private volatile String reported = "";

    /** @throws BadUsersFileException when there is a users file that is not good: so the console does not start */
    LocalUsers(A2aSettings settings, ConsoleSettings console, ConsoleKey key) {
        if (!console.localUsers()) {
            file = null;
            users = Map.of();
            return;
        }
        A2aSettings.LocalOperator operators = settings.operators();
        if (operators != null) {
            add(operators.user(), operators.password(), UserRole.ADMIN, key);
        }
        console.people().forEach(login -> add(login.user(), login.password(), login.role(), key));
        file = console.usersFile();
        users = file == null ? Map.copyOf(ofSettings) : with(UsersFile.read(file));
    }

    public Optional<LocalUser> find(String name) {
        return Optional.ofNullable(users.get(name));
    }

    /** A user's hash for an unknown name, always the same, so that its check takes as long as a real one. */
    public Optional<String> someHash(String unknownName) {
        List<LocalUser> all = List.copyOf(users.values());
        return all.isEmpty()
                ? Optional.empty()
                : Optional.of(all.get(Math.floorMod(unknownName.hashCode(), all.size()))
                        .hash());
    }

    /** Reads the users file again; an invalid one changes nothing, and is reported once. */
    @Scheduled(fixedDelayString = "${cem.console.users-reread:2s}")
    void reread() {
        Path path = file;
        if (path == null) {
            return;
        }
        try {
            Map<String, LocalUser> now = with(UsersFile.read(path));
            if (!now.equals(users) || !reported.isEmpty()) {
                LOG.info("the users file holds {} users now", now.size());
            }
            users = now;
            reported = "";
        } catch (BadUsersFileException e) {
            String message = String.valueOf(e.getMessage());
            if (!message.equals(reported)) {
                LOG.error("{}; the users stay as they were", message);
                reported = message;
            }
        }
    }

    private Map<String, LocalUser> with(List<LocalUser> ofFile) {
        Map<String, LocalUser> all = new LinkedHashMap<>(ofSettings);
        ofFile.forEach(user -> all.put(user.name(), user));
        return Map.copyOf(all);
    }

    private void add(String name, String password, UserRole role, ConsoleKey key) {
        if (password.isBlank()) {
            return;
        }
        String salt = HexFormat.of().formatHex(key.code("salt", name), 0, 11);
        ofSettings.put(name, new LocalUser(name, role, PasswordHashes.withSalt(password, salt)));
    }
}
