package io.cemfleet.lab.network;

/** The outcome of a change. */
public sealed interface ChangeOutcome {

    ChangeOutcome CREATED = new Done(true);
    ChangeOutcome CHANGED = new Done(false);

    /**
     * It is in force.
     *
     * @param created whether the thing is new
     */
    record Done(boolean created) implements ChangeOutcome {}

    /** Nothing was changed. */
    record Refused(RefusalReason reason, String message) implements ChangeOutcome {}

    /** Why a change is refused. */
    enum RefusalReason {
        /** The thing to be changed is not there. */
        NOT_FOUND,
        /** It names something that is not there (router, SID list, route policy). */
        BAD_REFERENCE,
        /** Another policy of the same head-end, end-point and colour has this preference. */
        NOT_UNIQUE,
        /** Something else still refers to it. */
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
