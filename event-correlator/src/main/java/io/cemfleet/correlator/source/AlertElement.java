package io.cemfleet.correlator.source;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * One alert of a body, as its source wrote it.
 *
 * @param at which element of the body's array holds it; 0 where the body is no array
 * @param path its path in that element, such as {@code alerts[2]}; blank where it is the element itself
 */
public record AlertElement(int at, String path, JsonNode node) {

    /** Something within this element, rewritten so that it can be read alone. */
    public AlertElement part(String within, JsonNode alone) {
        return new AlertElement(at, field(within), alone);
    }

    /** The path of one of its fields, from the element on. */
    public String field(String name) {
        return path.isEmpty() || name.isEmpty() ? path + name : path + '.' + name;
    }
}
