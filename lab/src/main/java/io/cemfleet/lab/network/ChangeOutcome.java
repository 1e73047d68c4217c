package io.cemfleet.lab.network;

/** The outcome of a change. */
public sealed interface ChangeOutcome {

    ChangeOutcome CREATED = new Done(true);
    ChangeOutcome CHANGED = new Done(false);

    /**
     * The change is in force.
     *
     * @param created whether the object is new
     */
    record Done(boolean created) implements ChangeOutcome {}

    /** The change was refused. */
    record Refused(RefusalReason reason, String message) implements ChangeOutcome {}

    /** The reason of a refusal. */
    enum RefusalReason {
        /** The object to be changed does not exist. */
        NOT_FOUND,
        /** The change refers to an object that does not exist (router, SID list, route policy). */
        BAD_REFERENCE,
        /** Another policy of the same head-end, end-point and colour has this preference. */
        NOT_UNIQUE,
        /** Another object still refers to it. */
        IN_USE,
        /** A value is out of range. */
        INVALID
    }

    static ChangeOutcome refused(RefusalReason reason, String message) {
        return new Refused(reason, message);
    }

    default boolean done() {
        return this instanceof Done;
    }
}
