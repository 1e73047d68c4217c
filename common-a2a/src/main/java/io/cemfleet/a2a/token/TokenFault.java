package io.cemfleet.a2a.token;

import java.util.Locale;

/** Why a token is refused. The text goes to the caller, the name in lower case labels the metric. */
public enum TokenFault {
    /** Not three parts, too long, a header with other fields, claims that are missing or of another type. */
    MALFORMED("not a token of this fleet"),
    /** The header asks for anything but EdDSA. */
    ALGORITHM("not a token of this fleet"),
    /** No agent has the key that the header names. */
    UNKNOWN_KEY("signed with a key that is not known here"),
    SIGNATURE("the signature does not match"),
    /** The key is genuine and belongs to another agent than the issuer. */
    ISSUER("the issuer is not the owner of the key"),
    AUDIENCE("meant for another agent"),
    EXPIRED("expired"),
    NOT_YET_VALID("not yet valid"),
    /** The times are more than {@link AgentTokens#LIFETIME} apart, or in the wrong order. */
    LIFETIME("made to live too long"),
    METHOD("signed for another method"),
    TARGET("signed for another path or query"),
    BODY("signed for another body"),
    /** The one-time id was seen before. */
    REPEATED("used before");

    private final String text;

    TokenFault(String text) {
        this.text = text;
    }

    /** The text for the caller, without anything that a forger could use. */
    public String text() {
        return text;
    }

    /** The metric's label. */
    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
