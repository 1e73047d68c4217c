package io.cemfleet.cnc.nso;

/** What a write did. */
public enum NsoWriteResult {
    /** It was not there before (201). */
    CREATED,
    /** It is as written (200, 204). */
    CHANGED,
    /** It is gone (204). */
    DELETED
}
