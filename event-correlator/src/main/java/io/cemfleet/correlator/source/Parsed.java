package io.cemfleet.correlator.source;

/** What came of reading one element of a webhook's body. */
public sealed interface Parsed {

    record Alert(SourceAlert alert) implements Parsed {}

    /** @param field its path in the element */
    record Refused(String field, String message) implements Parsed {}

    /** A vendor's probe of the address, or a notification of something else than an alarm. */
    record Nothing() implements Parsed {}
}
