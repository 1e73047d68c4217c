package io.cemfleet.a2a.outbox;

/** A row that the dispatcher has claimed. */
sealed interface ClaimedMessage {
    long position();

    String lane();

    /** A message that can be sent. */
    record Ready(OutboxMessage message) implements ClaimedMessage {
        @Override
        public long position() {
            return message.position();
        }

        @Override
        public String lane() {
            return message.lane();
        }
    }

    /** A row that cannot be read as a message, now or later. */
    record Unreadable(long position, String lane, String reason) implements ClaimedMessage {}
}
