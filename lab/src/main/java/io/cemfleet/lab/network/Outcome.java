package io.cemfleet.lab.network;

/** What became of a change. */
public sealed interface Outcome {

    Outcome CREATED = new Done(true);
    Outcome CHANGED = new Done(false);

    /**
     * It is in force.
     *
     * @param created whether the thing is new
     */
    record Done(boolean created) implements Outcome {}

    /** Nothing was changed. */
    record Refused(Refusal reason, String message) implements Outcome {}

    /** Why a change is refused. */
    enum Refusal {
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

    static Outcome refused(Refusal reason, String message) {
        return new Refused(reason, message);
    }

    default boolean done() {
        return this instanceof Done;
    }
}
