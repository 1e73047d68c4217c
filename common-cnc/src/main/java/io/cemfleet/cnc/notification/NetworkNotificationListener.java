package io.cemfleet.cnc.notification;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/** Receives what the stream says, in its order and on its thread: it must not wait. */
public interface NetworkNotificationListener {

    /** The stream is open: every change after this moment is notified. */
    void opened();

    /** The stream was heard just now: all earlier changes were notified. */
    void alive();

    /** Something about topology or policies changed. */
    void changed();

    /**
     * Links and policies were measured.
     *
     * @param notification read it with {@link PerformanceNotification#read}
     * @param at when, as the controller says
     */
    void measured(JsonNode notification, Instant at);

    /** The stream is closed: changes are no longer notified. */
    void closed();
}
