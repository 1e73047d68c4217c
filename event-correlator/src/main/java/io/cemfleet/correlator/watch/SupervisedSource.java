package io.cemfleet.correlator.watch;

/** A source whose subscription is supervised. */
interface SupervisedSource {

    String name();

    /** Subscribes and compares; false when either failed. */
    boolean look();
}
