package io.cemfleet.cnc.session;

import java.time.Duration;

/** Server-sent events of the controller, in the shared session. */
public interface CncEventSource {

    /** Receives what a stream sends, in its order. */
    interface EventReader {

        /** The stream is open: everything from now on is sent. */
        void opened();

        /** A keep-alive arrived, or an event that was passed on. */
        void alive();

        /** @param data of one event */
        void event(String data);
    }

    /**
     * Reads a stream until it ends, is silent for too long, or the calling thread is interrupted.
     *
     * @param path below the base of the face
     * @param silence after which the stream counts as broken
     * @return why it ended
     */
    String follow(CncApi face, String path, Duration silence, EventReader reader);
}
