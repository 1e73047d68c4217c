package io.cemfleet.runtime.security;

import java.util.concurrent.atomic.AtomicLong;

/** How much memory the bodies of callers that nobody has authenticated yet may take together. Per process. */
final class UnauthenticatedBodyBudget {
    private final AtomicLong left;

    UnauthenticatedBodyBudget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /** Whether so many bytes were free; if so, they are taken. */
    boolean take(long bytes) {
        if (left.addAndGet(-bytes) >= 0) {
            return true;
        }
        left.addAndGet(bytes);
        return false;
    }

    void giveBack(long bytes) {
        left.addAndGet(bytes);
    }
}
