package io.cemfleet.correlator.source;

/** The result of parsing one element of a webhook's body. */
public sealed interface ParsedElement {

    record Alert(SourceAlert alert) implements ParsedElement {}

    /** @param field its path in the element */
    record Refused(String field, String message) implements ParsedElement {}

    /** A vendor's probe of the address, or a notification of something else than an alarm. */
    record IgnoredElement() implements ParsedElement {}
}
