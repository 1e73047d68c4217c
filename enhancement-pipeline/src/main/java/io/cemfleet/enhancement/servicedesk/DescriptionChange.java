package io.cemfleet.enhancement.servicedesk;

/** A change of a request's description, as the service desk's history keeps it; both sides are HTML. */
record DescriptionChange(String before, String after) {

    /** Whether it replaced text that is not in the description now, apart from our own blocks. */
    boolean overwrote() {
        return !TicketText.fingerprint(before).equals(TicketText.fingerprint(after));
    }
}
