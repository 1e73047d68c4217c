package io.cemfleet.bench;

import static io.cemfleet.bench.MachineInfo.rounded;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.bench.load.LoadGenerator;
import io.cemfleet.launcher.client.JsonHttpClient;
import io.cemfleet.launcher.state.FleetFailure;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/** Measures events through the audit agent's endpoint, 1, 50 and 200 a request, against a COPY of the same rows. */
final class AuditMeasure {
    static final double AIM = 0.5;
    private static final int PORT = 8008;
    private static final int CALLERS = 128;
    /** As many as agents that send to the trail. */
    private static final int CALLERS_OF_BATCHES = 10;

    private static final List<Integer> SIZES = List.of(1, 50, 200);
    private static final int WARM_UP = 2_000;
    private static final int SIGNED_AT_ONCE = 2_000;
    private static final int SIGNERS = 2;

    private final BenchFleet fleet;
    private final Consumer<String> out;

    AuditMeasure(BenchFleet fleet, Consumer<String> out) {
        this.fleet = fleet;
        this.out = out;
    }

    /** @param batches transactions of the sealer with a row of this measure */
    private record TrailWrites(long count, long batches, double seconds, String digest) {}

    /** @param count rows for each size of request */
    void run(ObjectNode found, int count) {
        fleet.ensure(FleetProfile.HASTY);
        TaskSender tasks = fleet.tasks();
        found.put("aim", AIM);
        SIZES.forEach(size -> seconds(tasks, "bench-warm-up", WARM_UP, size));
        try (BenchDatabase database = fleet.database()) {
            for (int size : SIZES) {
                String incident = "bench-" + UUID.randomUUID();
                TrailWrites sealed = sealed(database, incident, seconds(tasks, incident, count, size));
                if (sealed.count() != count) {
                    throw new FleetFailure(sealed.count() + " of " + count + " events are in the trail");
                }
                double copied = copied(database, incident, sealed, count);
                double batched = copied(database, incident, sealed, (int) Math.max(1, count / sealed.batches()));
                tell(found.putObject("requests_of_" + size), size, sealed, copied, batched);
            }
        }
    }

    private void tell(ObjectNode found, int size, TrailWrites sealed, double copied, double batched) {
        double rate = sealed.count() / sealed.seconds();
        double copy = sealed.count() / copied;
        double copyInBatches = sealed.count() / batched;
        double batch = (double) sealed.count() / sealed.batches();
        found.put("rows", sealed.count())
                .put("rows_per_request", size)
                .put("callers", callers(size))
                .put("rows_per_second", Math.round(rate))
                .put("rows_per_batch", rounded(batch))
                .put("copy_rows_per_second", Math.round(copy))
                .put("copy_in_such_batches_rows_per_second", Math.round(copyInBatches))
                .put("ratio", rounded(rate / copy))
                .put("ratio_to_copy_in_such_batches", rounded(rate / copyInBatches));
        out.accept(String.format(
                Locale.ROOT,
                "   %d a request: %.0f rows/s through log_event, %.0f rows a commit; COPY %.0f rows/s: ratio %.3f (aim"
                        + " %.1f)",
                size,
                rate,
                batch,
                copy,
                rate / copy,
                AIM));
        out.accept(String.format(
                Locale.ROOT,
                "   COPY in batches of that size, a commit each, %.0f rows/s: ratio %.3f",
                copyInBatches,
                rate / copyInBatches));
    }

    /** The seconds for sending. Tokens are signed before, in portions small enough that none expires. */
    private static double seconds(TaskSender tasks, String incident, int count, int size) {
        LoadGenerator load = new LoadGenerator(PORT, callers(size));
        double seconds = 0;
        for (int from = 0; from < count; from += SIGNED_AT_ONCE) {
            int first = from;
            int portion = Math.min(SIGNED_AT_ONCE, count - from);
            var signed = new byte[(portion + size - 1) / size][];
            ConcurrentCallers.run(
                    SIGNERS,
                    signed.length,
                    number -> signed[number] = request(
                            signed(tasks, incident, first + number * size, Math.min(size, portion - number * size))));
            seconds += load.send(List.of(signed), 200).seconds();
        }
        return seconds;
    }

    private static byte[] request(TaskSender.SignedTask task) {
        return LoadGenerator.post(task.path(), Map.of("Authorization", "Bearer " + task.token()), task.body());
    }

    private static TaskSender.SignedTask signed(TaskSender tasks, String incident, int first, int events) {
        List<ObjectNode> payloads = IntStream.range(first, first + events)
                .mapToObj(number -> event(incident, number))
                .toList();
        return events == 1
                ? tasks.sign("audit", PORT, "log_event", payloads.getFirst())
                : tasks.signBatch("audit", PORT, "log_event", payloads);
    }

    private static int callers(int size) {
        return size == 1 ? CALLERS : CALLERS_OF_BATCHES;
    }

    private static ObjectNode event(String incident, int number) {
        ObjectNode payload = JsonHttpClient.JSON
                .createObjectNode()
                .put("event_id", UUID.randomUUID().toString())
                .put("event_type", "state_change")
                .put("incident_id", incident)
                .put("actor", "fleet_cli")
                .put("source_agent", "fleet_cli")
                .put("occurred_at", Instant.now().toString());
        payload.putObject("details")
                .put("number", number)
                .put("from", "monitoring")
                .put("to", "restoring")
                .put("reason", "the hold time passed with a fresh re-verification");
        return payload;
    }

    private static TrailWrites sealed(BenchDatabase database, String incident, double seconds) {
        return database.one(
                """
                select count(*), count(distinct recorded_at), md5(string_agg(hash, '' order by id))
                from audit.audit_event where incident_id = '%s'"""
                        .formatted(incident),
                row -> new TrailWrites(row.getLong(1), row.getLong(2), seconds, row.getString(3)));
    }

    /** The seconds for a COPY of the rows into a table with the trail's indexes, with so many rows in each commit. */
    private static double copied(BenchDatabase database, String incident, TrailWrites sealed, int batch) {
        database.execute("drop schema if exists bench cascade");
        database.execute("create schema bench");
        database.execute("create table bench.audit_event (like audit.audit_event including all)");
        try {
            CopyManager copy = database.connection().unwrap(PGConnection.class).getCopyAPI();
            var text = new StringWriter();
            copy.copyOut(
                    "copy (select * from audit.audit_event where incident_id = '%s' order by id) to stdout"
                            .formatted(incident),
                    text);
            List<byte[]> batches = batches(text.toString().lines().toList(), batch);
            long begin = System.nanoTime();
            for (byte[] rows : batches) {
                copy.copyIn("copy bench.audit_event from stdin", new ByteArrayInputStream(rows));
            }
            double seconds = (System.nanoTime() - begin) / 1e9;
            String digest = database.one(
                    "select md5(string_agg(hash, '' order by id)) from bench.audit_event", row -> row.getString(1));
            if (!digest.equals(sealed.digest())) {
                throw new FleetFailure("the copied rows differ from the sealed ones");
            }
            return seconds;
        } catch (SQLException | IOException e) {
            throw BenchDatabase.failed(e);
        } finally {
            database.execute("drop schema if exists bench cascade");
        }
    }

    private static List<byte[]> batches(List<String> rows, int size) {
        var batches = new ArrayList<byte[]>();
        for (int from = 0; from < rows.size(); from += size) {
            String text = String.join("\n", rows.subList(from, Math.min(rows.size(), from + size))) + "\n";
            batches.add(text.getBytes(StandardCharsets.UTF_8));
        }
        return batches;
    }
}
