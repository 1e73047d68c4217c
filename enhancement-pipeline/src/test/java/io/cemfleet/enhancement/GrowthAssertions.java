package io.cemfleet.enhancement;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Whether work on hostile text grows no faster than the text. */
public final class GrowthAssertions {
    private static final int SHORT = 2_000;
    private static final int TIMES = 16;
    /** Quadratic work would take 256 times as long. */
    private static final int MOST = 5 * TIMES;

    private static final int RUNS = 3;
    private static final long FLOOR_NANOS = 500_000;

    private GrowthAssertions() {}

    /** Pieces that, repeated, make matchers with backtracking go back and forth. */
    public static Stream<String> hostile() {
        List<String> pieces = List.of(
                "a",
                "1",
                " ",
                "\n",
                ".",
                "-",
                ":",
                "::",
                "(",
                "[",
                "<",
                "&",
                "#",
                "*",
                "`",
                "\"",
                "@",
                "+",
                "=",
                "_",
                "a.",
                "a@",
                "1 ",
                "1-",
                "1.",
                "1:",
                "a-1 ",
                "+1",
                "(1)",
                "00 ",
                "a ",
                "A ",
                "Aa ",
                "A1",
                "AA11",
                "%40",
                "\u00fc",
                "\u200b",
                "\ud83d\ude00",
                "<b>",
                "<script>",
                "<style ",
                "<head>a",
                "<!--",
                "<!-- -",
                "</",
                "&amp;",
                "&#",
                "&#1;",
                "password ",
                "password is ",
                "password password",
                "token=",
                "key 7 ",
                "enable secret ",
                "username a ",
                "snmp-server host a ",
                "snmp ",
                "community ",
                "basic ",
                "Bearer ",
                "authorization: ",
                "tacacs ",
                "radius key ",
                "a://a:",
                "?key=",
                "-u a:",
                "aws ",
                "eyJ",
                "$1$",
                "AKIA",
                "auth sha ",
                "call ",
                "tel no ",
                "imei ",
                "imsi: ",
                "-----BEGIN RSA PRIVATE KEY-----",
                "-----BEGIN ",
                "4111 ",
                "89 ",
                "DE89 3704 ",
                "<think>",
                "</think>",
                "<think ",
                "<|channel|>",
                "<|channel|>final",
                "assistantfinal",
                "<|end",
                "let me ",
                "I ",
                "### ",
                "### a\n",
                "**a",
                "- ",
                "[T1] ",
                "[T1",
                "a. A",
                "![a](",
                "www.",
                "http://a ",
                "1.1.1.1/",
                "1.1.1.",
                "1:1:",
                "::/1",
                "10.0.0.1 ");
        return Stream.concat(
                pieces.stream(), pieces.stream().limit(30).map(piece -> piece + "password: " + piece + "(at)"));
    }

    /** Fails when the work on a text that is 16 times as long takes more than 80 times as long. */
    public static void assertLinear(String piece, Consumer<String> work) {
        String few = piece.repeat(SHORT / piece.length());
        String many = piece.repeat(SHORT * TIMES / piece.length());
        long before = Math.max(FLOOR_NANOS, fastest(few, work));
        assertThat(fastest(many, work))
                .as("nanoseconds for %s times as much of '%s'", TIMES, piece)
                .isLessThan(before * MOST);
    }

    private static long fastest(String text, Consumer<String> work) {
        long fastest = Long.MAX_VALUE;
        for (int run = 0; run < RUNS; run++) {
            long begun = System.nanoTime();
            work.accept(text);
            fastest = Math.min(fastest, System.nanoTime() - begun);
        }
        return fastest;
    }
}
