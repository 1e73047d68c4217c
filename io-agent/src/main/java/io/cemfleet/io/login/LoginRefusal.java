package io.cemfleet.io.login;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Why the console refuses a user whom the identity provider knows. */
enum LoginRefusal {
    NO_ROLE(
            "No role here",
            "The identity provider knows you, but none of your groups has a role in this console."
                    + " Ask an administrator to give one of them a role, then sign in again."),
    NO_NAME(
            "No name",
            "The identity provider sent no usable name for you, and every act in this console is recorded under a name."
                    + " Ask an administrator to check the claim that holds names."),
    NAME_TAKEN(
            "Name is taken",
            "A local user of this console has the name that the identity provider sends for you. Acts are recorded under"
                    + " names, so each belongs to one person. Ask an administrator to rename the local user.");

    private final String heading;
    private final String advice;

    LoginRefusal(String heading, String advice) {
        this.heading = heading;
        this.advice = advice;
    }

    /** The refusal with this error code. */
    static Optional<LoginRefusal> of(String code) {
        return Arrays.stream(values())
                .filter(refusal -> refusal.code().equals(code))
                .findFirst();
    }

    /** The error code of the login that failed. */
    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    String heading() {
        return heading;
    }

    /** What the user can do about it. */
    String advice() {
        return advice;
    }
}
