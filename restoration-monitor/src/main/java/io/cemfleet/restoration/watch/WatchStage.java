package io.cemfleet.restoration.watch;

/** Where a watch stands. */
public enum WatchStage {
    /** The original path is looked at until it is good for long enough in a row. */
    WATCHING,
    /** It recovered; the hold timer runs, and any sample that is not good ends it. */
    HOLDING,
    /** Traffic goes back, a stage at a time. */
    CUTTING_OVER,
    /** All traffic is back; the tunnels are being removed. */
    CLEANING_UP,
    RESTORED,
    /** Something could not be undone: it still holds resources, and a person was told. */
    CLEANUP_FAILED,
    CANCELED;

    public boolean terminal() {
        return this == RESTORED || this == CLEANUP_FAILED || this == CANCELED;
    }
}
