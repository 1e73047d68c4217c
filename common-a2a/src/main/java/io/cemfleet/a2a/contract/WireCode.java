package io.cemfleet.a2a.contract;

import java.util.Arrays;

/** A constant of the contract that a text stands for on the wire. */
interface WireCode {

    /** The value on the wire. */
    String wire();

    /** The constant whose text this is; {@code unknown} where there is none. */
    static <C extends WireCode> C find(C[] constants, String wire, C unknown) {
        return Arrays.stream(constants)
                .filter(constant -> constant.wire().equals(wire))
                .findFirst()
                .orElse(unknown);
    }
}
