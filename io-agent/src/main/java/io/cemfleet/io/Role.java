package io.cemfleet.io;

import java.util.Locale;

/** What a person may do. */
public enum Role {
    /** Looks, and changes nothing. */
    VIEWER,
    /** Acts on incidents and on the controls of automation. */
    OPERATOR,
    /** Also sees the tenants of the enhancement pipeline. */
    ADMIN;

    public boolean mayAct() {
        return this != VIEWER;
    }

    /** The value on the wire. */
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
