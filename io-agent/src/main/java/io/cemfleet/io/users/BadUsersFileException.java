package io.cemfleet.io.users;

/** The users file cannot be read, or a line of it is wrong. Its message names the line, and holds nothing of it. */
public final class BadUsersFileException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    BadUsersFileException(String message) {
        super(message);
    }
}
