package io.cemfleet.cnc.nso;

/** The effect of a write. */
public enum NsoWriteResult {
    /** The object was created (201). */
    CREATED,
    /** The object was changed (200, 204). */
    CHANGED,
    /** The object was deleted (204). */
    DELETED
}
