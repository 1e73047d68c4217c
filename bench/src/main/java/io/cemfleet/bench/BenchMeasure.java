package io.cemfleet.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** The measures, in the order of a complete run. */
public enum BenchMeasure {
    START,
    IDLE,
    AUDIT,
    INTAKE,
    STEPS,
    PROTECT,
    RETURN,
    OPEN,
    TICKETS,
    SIMILAR,
    PATH,
    CARRIER,
    KERNEL,
    LEDGER;

    public String wireName() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<BenchMeasure> named(String name) {
        return Arrays.stream(values())
                .filter(measure -> measure.wireName().equals(name))
                .findFirst();
    }

    /** All names, for messages. */
    public static String names() {
        return Arrays.stream(values()).map(BenchMeasure::wireName).collect(Collectors.joining(", "));
    }
}
