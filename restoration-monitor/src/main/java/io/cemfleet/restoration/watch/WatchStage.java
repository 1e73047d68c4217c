package io.cemfleet.restoration.watch;

/** The stage of a {@link WatchState} as it is stored and queried. */
public enum WatchStage {
    /** The original path is sampled until enough good samples follow each other; traffic goes back to the tunnels first. */
    WATCHING,
    /** It recovered; the hold timer runs, and any sample that is not good ends it. */
    HOLDING,
    /** Traffic goes back, a stage at a time. */
    CUTTING_OVER,
    /** All traffic is back; the tunnels are being removed. */
    CLEANING_UP,
    RESTORED,
    /** A tunnel could not be removed: it still holds resources, and operators were notified. */
    CLEANUP_FAILED,
    CANCELED
}
