package io.cemfleet.bench.kernel;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.cemfleet.correlator.EventCorrelatorApplication;
import io.cemfleet.correlator.alert.AlertJson;
import io.cemfleet.correlator.alert.AlertRecord;
import io.cemfleet.correlator.alert.CorrelatorTopics;
import io.cemfleet.correlator.stream.StreamEngine;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.postgresql.PGConnection;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A storm of alerts through the agent in this process, until each is shown in its ledger, against COPY of the same rows.
 * Settings of the agent are system properties. Prints one line of JSON.
 */
public final class LedgerBench {
    private static final String STORM = "storm";
    private static final String FRESH = "fresh";
    private static final int WARM_UP = 20_000;
    private static final long LIMIT = Duration.ofSeconds(180).toNanos();

    private final JdbcClient jdbc;
    private final DataSource database;
    private final KafkaProducer<String, byte[]> producer;
    private final Random random = new Random(3);
    private int number;

    private LedgerBench(ConfigurableApplicationContext agent) {
        this.jdbc = agent.getBean(JdbcClient.class);
        this.database = agent.getBean(DataSource.class);
        var settings = new Properties();
        settings.put("bootstrap.servers", agent.getEnvironment().getProperty("spring.kafka.bootstrap-servers", ""));
        settings.put("acks", "all");
        this.producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer());
    }

    /** @param arguments how many alerts the storm has */
    public static void main(String[] arguments) throws IOException, SQLException {
        var output = System.out;
        System.setOut(System.err);
        try (var agent = SpringApplication.run(EventCorrelatorApplication.class)) {
            var engine = agent.getBean(StreamEngine.class);
            await("the stream", engine::isCorrelating);
            var bench = new LedgerBench(agent);
            var figures = bench.measure(Integer.parseInt(arguments[0]));
            output.println(new ObjectMapper().writeValueAsString(figures));
        }
        System.exit(0);
    }

    private Map<String, Object> measure(int count) throws IOException, SQLException {
        storm("warm-up", WARM_UP);
        await("the warm-up", () -> shown("warm-up") == WARM_UP);
        long begin = System.nanoTime();
        storm(STORM, count / 2);
        long asked = System.nanoTime();
        send(AlarmTraffic.of(FRESH, ++number, random), FRESH);
        double[] waited = new double[2];
        Thread fresh = Thread.ofPlatform().start(() -> {
            await("the fresh alert's incident", this::isNumbered);
            waited[0] = seconds(asked);
            await("the fresh alert", () -> shown(FRESH) == 1);
            waited[1] = seconds(asked);
        });
        storm(STORM, count - count / 2);
        long last = System.nanoTime();
        await("the storm", () -> shown(STORM) == count);
        double after = seconds(last);
        double all = seconds(begin);
        join(fresh);
        double copied = copied(count);
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("alerts", count);
        found.put("rows_per_second", Math.round(count / all));
        found.put("shown_after_last_s", rounded(after));
        found.put("fresh_incident_s", rounded(waited[0]));
        found.put("fresh_shown_s", rounded(waited[1]));
        found.put("copy_rows_per_second", Math.round(count / copied));
        found.put("ratio", rounded(copied / all));
        return found;
    }

    private void storm(String domain, int count) {
        for (int i = 0; i < count; i++) {
            send(AlarmTraffic.of(domain, ++number, random), domain);
        }
        producer.flush();
    }

    private void send(AlertRecord alert, String domain) {
        producer.send(new ProducerRecord<>(CorrelatorTopics.ALERTS, domain, AlertJson.bytes(alert)));
    }

    private long shown(String domain) {
        return jdbc.sql("select count(*) from alert where domain = :domain")
                .param("domain", domain)
                .query(Long.class)
                .single();
    }

    private boolean isNumbered() {
        return jdbc.sql("select exists (select 1 from incident where domain = :domain)")
                .param("domain", FRESH)
                .query(Boolean.class)
                .single();
    }

    /** Seconds for a COPY of the storm's rows into a table like the ledger's, with its indexes. */
    private double copied(int count) throws IOException, SQLException {
        jdbc.sql("drop table if exists alert_copied").update();
        jdbc.sql("create table alert_copied (like alert including all)").update();
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(true);
            var copy = connection.unwrap(PGConnection.class).getCopyAPI();
            var rows = new StringWriter();
            copy.copyOut("copy (select * from alert where domain = '" + STORM + "') to stdout", rows);
            long begin = System.nanoTime();
            long copies = copy.copyIn("copy alert_copied from stdin", new StringReader(rows.toString()));
            double seconds = seconds(begin);
            if (copies != count) {
                throw new IllegalStateException(copies + " of " + count + " rows were copied");
            }
            return seconds;
        } finally {
            jdbc.sql("drop table alert_copied").update();
        }
    }

    private static void await(String what, BooleanSupplier condition) {
        long until = System.nanoTime() + LIMIT;
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                throw new IllegalStateException(what + " is not there in time");
            }
            try {
                Thread.sleep(100);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
