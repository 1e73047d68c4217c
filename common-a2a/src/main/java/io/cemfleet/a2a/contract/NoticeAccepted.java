package io.cemfleet.a2a.contract;

/** The answer to a notice: it is stored. */
public record NoticeAccepted(boolean accepted) {
    public static final NoticeAccepted YES = new NoticeAccepted(true);
}
