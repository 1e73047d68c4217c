package io.cemfleet.runtime.security;

import java.util.concurrent.atomic.AtomicLong;

/** The memory that the bodies of callers which are not authenticated yet may take together. Per process. */
final class UnauthenticatedBodyBudget {
    private final AtomicLong left;

    UnauthenticatedBodyBudget(long bytes) {
        this.left = new AtomicLong(bytes);
    }

    /** Reserves bytes; false when not enough are free. */
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
