package io.cemfleet.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.state.FleetFailure;
import io.cemfleet.launcher.state.FleetPaths;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs measures one after the other, prints their results, and stores them as JSON. */
public final class BenchRun {
    private final FleetPaths home;
    private final Consumer<String> out;

    public BenchRun(FleetPaths home, Consumer<String> out) {
        this.home = home;
        this.out = out;
    }

    /**
     * @param quick smaller counts
     * @param topologies directory of GraphML files for the path measure; absent: only generated networks
     * @param alarms directory of recorded alarms for the kernel measure; absent: they are skipped
     * @throws FleetFailure when a measure failed; the results before it are stored
     */
    public void run(List<BenchMeasure> measures, boolean quick, @Nullable Path topologies, @Nullable Path alarms) {
        Instant begin = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Path directory = home.state().resolve("bench");
        ObjectNode report = JsonHttpClient.JSON.createObjectNode();
        report.put("begun_at", begin.toString()).put("quick", quick);
        MachineInfo machine = new MachineInfo(directory);
        machine.describe(report.putObject("machine"));
        out.accept("bench: " + machine.text() + (quick ? ", smaller counts" : ""));
        BenchFleet fleet = new BenchFleet(FleetPaths.of(home.project(), directory.resolve("fleet")), out);
        Thread stop = new Thread(fleet::stop, "stop-bench");
        Runtime.getRuntime().addShutdownHook(stop);
        try {
            for (BenchMeasure measure : measures) {
                out.accept(measure.wireName() + ":");
                ObjectNode found = report.putObject(measure.wireName());
                machine.condition(found.putObject("before"));
                switch (measure) {
                    case START -> new StartMeasure(fleet, out).run(found);
                    case IDLE -> new IdleMeasure(fleet, out).run(found, Duration.ofMinutes(quick ? 1 : 5));
                    case AUDIT -> new AuditMeasure(fleet, out).run(found, quick ? 5_000 : 30_000);
                    case INTAKE -> fleet.intake().run(found, quick);
                    case STEPS -> new StepsMeasure(fleet, out).run(found, quick ? 100 : 500);
                    case PROTECT -> new ProtectMeasure(fleet, out).run(found, machine, quick ? 12 : 100);
                    case RETURN -> new ReturnMeasure(fleet, out).run(found, quick ? 1 : 3);
                    case OPEN -> new OpenIncidentsMeasure(fleet, out).run(found, quick ? 100 : 500);
                    case TICKETS -> new TicketsMeasure(fleet, out).run(found, quick ? 300 : 1_200);
                    case SIMILAR -> fleet.similarity().run(found, quick ? 300 : 1_000);
                    case PATH -> fleet.path().run(found, quick, topologies);
                    case CARRIER -> fleet.carrier().run(found, quick);
                    case KERNEL -> fleet.kernel(found, quick, alarms);
                    case LEDGER -> fleet.ledger(found, quick ? 50_000 : 100_000);
                }
                machine.condition(found.putObject("after"));
                out.accept("   " + MachineInfo.described(found));
                keep(directory, begin, report);
            }
        } finally {
            fleet.stop();
        }
        out.accept("kept in " + keep(directory, begin, report));
    }

    private static Path keep(Path directory, Instant begin, ObjectNode report) {
        Path file = directory.resolve(begin.toString().replace(":", "") + ".json");
        try {
            Files.writeString(file, report.toPrettyString() + "\n");
            return file;
        } catch (IOException e) {
            throw new FleetFailure("cannot write " + file + ": " + e.getMessage(), e);
        }
    }
}
