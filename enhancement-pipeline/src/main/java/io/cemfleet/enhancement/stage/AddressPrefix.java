package io.cemfleet.enhancement.stage;

import java.net.InetAddress;
import java.util.Optional;

/**
 * An address prefix, such as 192.0.2.0/24 or 2001:db8::/32.
 *
 * @param length in bits
 */
public record AddressPrefix(InetAddress address, int length) {

    /** Reads CIDR notation; an address alone is a prefix of one. Empty for anything else. */
    public static Optional<AddressPrefix> parse(String text) {
        int slash = text.indexOf('/');
        try {
            InetAddress address = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
            int bits = address.getAddress().length * Byte.SIZE;
            int length = slash < 0 ? bits : Integer.parseInt(text.substring(slash + 1));
            return length < 0 || length > bits ? Optional.empty() : Optional.of(new AddressPrefix(address, length));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it contains an address of the same family. */
    public boolean holds(InetAddress other) {
        byte[] ours = address.getAddress();
        byte[] theirs = other.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        for (int bit = 0; bit < length; bit++) {
            int mask = 0x80 >> bit % Byte.SIZE;
            if ((ours[bit / Byte.SIZE] & mask) != (theirs[bit / Byte.SIZE] & mask)) {
                return false;
            }
        }
        return true;
    }
}
