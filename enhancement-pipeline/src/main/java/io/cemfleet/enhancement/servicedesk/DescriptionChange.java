package io.cemfleet.enhancement.servicedesk;

/** A change of a request's description, as the service desk's history keeps it; both sides are HTML. */
record DescriptionChange(String before, String after) {

    /** Whether it replaced other words than those that stand in it now, our own blocks apart. */
    boolean overwrote() {
        return !TicketText.fingerprint(before).equals(TicketText.fingerprint(after));
    }
}
