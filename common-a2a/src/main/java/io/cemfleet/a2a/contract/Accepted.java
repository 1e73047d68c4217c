package io.cemfleet.a2a.contract;

/** The answer to a notice: it is stored. */
public record Accepted(boolean accepted) {
    public static final Accepted YES = new Accepted(true);
}
