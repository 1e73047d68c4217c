package io.cemfleet.bench.kernel;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.a2a.contract.AlertVerdict;
import io.cemfleet.correlator.alert.AlertKind;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.IncidentDecision;
import io.cemfleet.correlator.stream.AlertCorrelation;
import io.cemfleet.correlator.stream.CorrelationRules;
import io.cemfleet.correlator.stream.StateTables;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/** Times the correlation rules on several kinds of store. Prints one line of JSON. */
public final class KernelBench {
    private static final int ROUNDS = 7;
    private static final List<Integer> OPEN = List.of(10, 500, 5_000);
    private static final int FAR_APART_MS = 400_000;

    private final boolean quick;
    private final Path scratch;
    private final Map<String, Object> found = new LinkedHashMap<>();
    private int stores;

    private KernelBench(boolean quick, Path scratch) {
        this.quick = quick;
        this.scratch = scratch;
    }

    /** @param arguments {@code quick} or {@code full}, a scratch directory, the brokers, and the recorded alarms if any */
    public static void main(String[] arguments) throws IOException {
        var bench = new KernelBench("quick".equals(arguments[0]), Path.of(arguments[1]));
        bench.againstEsper();
        bench.openIncidents("hash_map", HashTables::new);
        bench.openIncidents("rocksdb", bench::rocks);
        bench.recorded(arguments.length > 3 ? Path.of(arguments[3]) : Path.of("none"));
        bench.throughKafka(arguments[2]);
        System.out.println(new ObjectMapper().writeValueAsString(bench.found));
    }

    private RocksTables rocks() {
        try {
            return new RocksTables(Files.createDirectories(scratch.resolve("rocks-" + ++stores)));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private void againstEsper() {
        List<AlertRecord> alerts = AlarmTraffic.raises(quick ? 200_000 : 1_000_000);
        List<EsperRepeats.AlarmRaised> events = EsperRepeats.events(alerts);
        List<Double> fleet = new ArrayList<>();
        List<Double> esper = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            var rules = new AlertCorrelation(new HashTables(), CorrelationRules.defaults());
            long[] passed = {0};
            fleet.add(nanos(alerts.size(), () -> passed[0] = passed(rules, alerts)));
            try (var anchor = new EsperRepeats(CorrelationRules.defaults().dedup())) {
                long[] fired = {0};
                esper.add(nanos(alerts.size(), () -> fired[0] = anchor.run(events)));
                if (fired[0] != passed[0]) {
                    throw new IllegalStateException("Esper fired " + fired[0] + " times, the rules " + passed[0]);
                }
            }
            found.put("fired", passed[0]);
        }
        put("hash_map_per_second", 1e9 / median(fleet));
        put("esper_per_second", 1e9 / median(esper));
        put("by_esper", median(esper) / median(fleet));
    }

    private static long passed(AlertCorrelation rules, List<AlertRecord> alerts) {
        long passed = 0;
        for (AlertRecord alert : alerts) {
            var verdict = rules.handle(alert).verdict();
            passed += verdict != null && verdict.verdict() == AlertVerdict.PASSED ? 1 : 0;
        }
        return passed;
    }

    /** A clear and a raise in turn, each of which changes an open incident. */
    private void openIncidents(String store, Supplier<StateTables> tables) {
        int changes = quick ? 2_000 : 10_000;
        List<List<Double>> times = new ArrayList<>();
        List<AlertCorrelation> filled = new ArrayList<>();
        for (int open : OPEN) {
            var rules = new AlertCorrelation(tables.get(), CorrelationRules.defaults());
            for (int link = 0; link < open; link++) {
                rules.handle(change(link, AlertKind.RAISE, link));
            }
            filled.add(rules);
            times.add(new ArrayList<>());
        }
        for (int round = 0; round < ROUNDS; round++) {
            int from = OPEN.getLast() + round * changes;
            for (int size = 0; size < OPEN.size(); size++) {
                AlertCorrelation rules = filled.get(size);
                List<AlertRecord> alerts = changes(OPEN.get(size), from, changes);
                times.get(size).add(nanos(changes, () -> alerts.forEach(rules::handle)));
            }
        }
        for (int size = 0; size < OPEN.size(); size++) {
            put(store + "_us_with_" + OPEN.get(size) + "_open", median(times.get(size)) / 1e3);
        }
        put(store + "_many_by_few", median(times.getLast()) / median(times.getFirst()));
    }

    private static List<AlertRecord> changes(int open, int from, int count) {
        List<AlertRecord> alerts = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            alerts.add(change(i / 2 % open, (i & 1) == 0 ? AlertKind.CLEAR : AlertKind.RAISE, from + i));
        }
        return alerts;
    }

    private static AlertRecord change(int link, AlertKind kind, long number) {
        return AlarmTraffic.alert("c" + number + '-' + link, "alarm-" + link, link, kind, number * FAR_APART_MS)
                .build();
    }

    private void recorded(Path directory) throws IOException {
        if (!RecordedAlarms.in(directory)) {
            found.put("skipped", "no recorded alarms: " + directory);
            return;
        }
        List<AlertRecord> alerts = RecordedAlarms.read(directory);
        found.put("recorded_alerts", alerts.size());
        List<Double> plain = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
            plain.add(nanos(alerts.size(), () -> replay(new HashTables(), alerts)));
        }
        put("recorded_hash_map_per_second", 1e9 / median(plain));
        try (RocksTables rocks = rocks()) {
            put("recorded_rocksdb_per_second", 1e9 / nanos(alerts.size(), () -> replay(rocks, alerts)));
        }
        found.put("recorded_incidents", replay(new HashTables(), alerts));
    }

    /** An incident ends with its last degraded link. */
    private static long replay(StateTables tables, List<AlertRecord> alerts) {
        var rules = new AlertCorrelation(tables, CorrelationRules.defaults());
        long opened = 0;
        for (AlertRecord alert : alerts) {
            for (IncidentDecision decision : rules.handle(alert).decisions()) {
                opened += decision.decision() == IncidentDecision.DecisionType.OPENED ? 1 : 0;
                if (decision.links().degraded().isEmpty()) {
                    rules.handle(alert.toBuilder()
                            .kind(AlertKind.INCIDENT_CLOSED)
                            .control(new AlertRecord.ClosureControl(
                                    decision.incidentKey(), true, false, false, List.of()))
                            .build());
                }
            }
        }
        return opened;
    }

    private void throughKafka(String brokers) {
        try (var stream = new StreamRun(brokers, scratch.resolve("streams"))) {
            for (int warm = 0; warm < 3; warm++) {
                stream.perSecond(quick ? 20_000 : 50_000);
            }
            put("kafka_per_second", stream.perSecond(quick ? 100_000 : 300_000));
            stream.latencies(2_000, 3);
            List<Long> latencies = stream.latencies(2_000, quick ? 8 : 20);
            put("kafka_p50_ms", latencies.get(latencies.size() / 2));
            put("kafka_p99_ms", latencies.get(latencies.size() * 99 / 100));
            put("idle_core", stream.idle(Duration.ofSeconds(quick ? 15 : 60)));
        }
    }

    /** Processor time of this thread for one of so many. */
    private static double nanos(int count, Runnable work) {
        var clock = ManagementFactory.getThreadMXBean();
        long begin = clock.getCurrentThreadCpuTime();
        work.run();
        return (double) (clock.getCurrentThreadCpuTime() - begin) / count;
    }

    /** Of the last two thirds of the rounds: the first warm up. */
    private static double median(List<Double> rounds) {
        double[] warm = rounds.stream()
                .skip(rounds.size() / 3)
                .mapToDouble(Double::doubleValue)
                .sorted()
                .toArray();
        return Arrays.stream(warm).skip(warm.length / 2).findFirst().orElse(Double.NaN);
    }

    private void put(String name, double value) {
        found.put(name, Math.round(value * 10_000) / 10_000.0);
    }
}
