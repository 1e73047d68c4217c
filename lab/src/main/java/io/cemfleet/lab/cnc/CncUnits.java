package io.cemfleet.lab.cnc;

/** Conversions to the vendor's units. */
final class CncUnits {
    private CncUnits() {}

    static long micros(double milliseconds) {
        return Math.round(milliseconds * 1000);
    }

    /** Unsigned 64-bit numbers are strings in YANG's JSON (RFC 7951, section 6.1). */
    static String kbps(double mbps) {
        return String.valueOf(Math.round(mbps * 1000));
    }
}
