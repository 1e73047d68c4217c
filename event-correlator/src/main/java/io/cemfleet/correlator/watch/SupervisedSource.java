package io.cemfleet.correlator.watch;

/** A source that is kept alive. */
interface SupervisedSource {

    String name();

    /** Subscribes and compares; false when either could not be done. */
    boolean look();
}
