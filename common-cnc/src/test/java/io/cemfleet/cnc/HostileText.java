package io.cemfleet.cnc;

import io.cemfleet.runtime.testing.GrowthRatio;
import java.util.List;
import java.util.function.Consumer;

/** Text that was made to keep a matcher of CNC's names, references and descriptions busy. */
public final class HostileText {
    /** Pieces that, repeated, make a matcher with backtracking go back and forth. */
    private static final List<String> PIECES = List.of(
            "a",
            "1",
            "0",
            " ",
            "\t",
            "\n",
            ".",
            "-",
            "/",
            "!",
            ":",
            "|",
            ";",
            "=",
            ">",
            "%",
            "\u00fc",
            "u\u0308",
            "\ud83d\ude00",
            "delay ",
            "delay 1",
            "delay 1 ",
            "delay 1 ms ",
            "jitter loss ",
            "loss 1.",
            "latency 1 >",
            "1 ms ",
            "1 > ",
            "a1",
            "0/0/0/",
            "ND=",
            "!ND=",
            "!FTP=",
            "!FTP=name=",
            "name=",
            "vpn-service=",
            "vpn-service[vpn-id='",
            "a : ",
            "a|");

    private HostileText() {}

    /** Fails when work on any of these texts grows faster than the text. */
    public static void assertLinear(Consumer<String> work) {
        GrowthRatio.assertLinear(PIECES, work);
    }
}
