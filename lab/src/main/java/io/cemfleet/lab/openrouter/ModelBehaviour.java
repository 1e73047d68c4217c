package io.cemfleet.lab.openrouter;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The present behaviour of models. A new order replaces the former one and releases the answers that it delays. */
@Component
class ModelBehaviour {
    static final Order USUAL = new Order(BehaviourMode.NORMAL, null, null, Duration.ZERO);

    private Order order = USUAL;

    /**
     * @param count the number of answers it applies to; null: all until the next order
     * @param model the only model it
     *     applies to; null: all
     * @param delay of a slow answer
     */
    record Order(BehaviourMode mode, @Nullable Integer count, @Nullable String model, Duration delay) {}

    synchronized void set(Order next) {
        order = next;
        notifyAll();
    }

    synchronized Order get() {
        return order;
    }

    /** The order for one answer of a model; reduces its remaining count by one. */
    synchronized Order take(String model) {
        Order now = order;
        if (now.model() != null && !now.model().equals(model)) {
            return USUAL;
        }
        if (now.count() != null) {
            order = now.count() > 1 ? new Order(now.mode(), now.count() - 1, now.model(), now.delay()) : USUAL;
        }
        return now;
    }

    /** Waits for the delay of an order, or until another order replaces it. */
    synchronized void wait(Order taken) {
        Order standing = order;
        long end = System.nanoTime() + taken.delay().toNanos();
        try {
            for (long left = taken.delay().toNanos(); left > 0 && order == standing; left = end - System.nanoTime()) {
                wait(Math.max(1, left / 1_000_000));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
