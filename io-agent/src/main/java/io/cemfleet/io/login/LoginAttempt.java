package io.cemfleet.io.login;

import io.cemfleet.runtime.input.SafeText;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * The origin of a password.
 *
 * @param address of the client; of IPv6 the network (/64), since one host has as many addresses as it likes
 * @param device the device cookie's content, blank when there is none
 */
record LoginAttempt(String address, String device) {
    private static final int LONGEST = 64;

    static LoginAttempt from(String remoteAddress, String device) {
        return new LoginAttempt(network(remoteAddress), device);
    }

    /** The key of an account in counters: bounded, however long the input. */
    static String account(String typed) {
        return SafeText.cut(typed, LONGEST);
    }

    private static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        try {
            byte[] octets = InetAddress.getByName(address).getAddress();
            return octets.length == 16 ? HexFormat.of().formatHex(Arrays.copyOf(octets, 8)) : address;
        } catch (UnknownHostException e) {
            return address;
        }
    }
}
