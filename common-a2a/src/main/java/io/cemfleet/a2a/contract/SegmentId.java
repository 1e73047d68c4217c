package io.cemfleet.a2a.contract;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.Inet6Address;
import java.net.InetAddress;

/**
 * A segment identifier (RFC 8402) of a segment list or of a tunnel (binding SID): an MPLS label, which is a number on
 * the wire, or an SRv6 SID, which is an IPv6 address.
 */
public sealed interface SegmentId {

    /** @param value the label, 0 to 1,048,575 */
    record MplsLabel(@JsonValue int value) implements SegmentId {
        @Override
        public String toString() {
            return Integer.toString(value);
        }
    }

    /**
     * Two texts of the same address are equal.
     *
     * @param address IPv6 text without a zone
     */
    record Srv6Sid(@JsonValue String address) implements SegmentId {
        /** @throws IllegalArgumentException when it is no IPv6 address */
        public Srv6Sid {
            if (!(parsed(address) instanceof Inet6Address) || address.contains("%")) {
                throw new IllegalArgumentException("is no IPv6 address");
            }
        }

        private static InetAddress parsed(String address) {
            return Inet6Address.ofLiteral(address);
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Srv6Sid(String text) && parsed(text).equals(parsed(address));
        }

        @Override
        public int hashCode() {
            return parsed(address).hashCode();
        }

        @Override
        public String toString() {
            return address;
        }
    }

    static SegmentId label(int value) {
        return new MplsLabel(value);
    }

    /**
     * Reads a number, or a text that has a label's digits or an IPv6 address.
     *
     * @throws IllegalArgumentException when it is neither
     */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static SegmentId of(JsonNode wire) {
        if (wire.isNumber() && wire.canConvertToInt()) {
            return label(wire.intValue());
        }
        if (!wire.isTextual()) {
            throw new IllegalArgumentException("is neither a label nor an IPv6 address");
        }
        String text = wire.textValue();
        return text.contains(":") ? new Srv6Sid(text) : label(Integer.parseInt(text.strip()));
    }
}
