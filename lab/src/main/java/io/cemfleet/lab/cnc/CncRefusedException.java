package io.cemfleet.lab.cnc;

/** Ends a request with an error answer from deep inside a check; the servlet turns it into that answer. */
final class CncRefusedException extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final transient CncReply reply;

    CncRefusedException(CncReply reply) {
        super("HTTP " + reply.status(), null, false, false);
        this.reply = reply;
    }

    CncReply reply() {
        return reply;
    }
}
