package io.cemfleet.enhancement.similarity;

import io.cemfleet.enhancement.tenant.TenantScope;
import io.cemfleet.runtime.testing.FleetPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.init.ResourceDatabasePopulator;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** A database with the tables of the context, used as a role that the row-level policies apply to. */
public final class HistoryDatabase implements AutoCloseable {
    private final AnnotationConfigApplicationContext spring = new AnnotationConfigApplicationContext();
    private final DriverManagerDataSource source;
    private final List<IndexedTicketHistory> started = new ArrayList<>();

    public HistoryDatabase() {
        Map<String, String> access = new HashMap<>();
        FleetPostgres.register((name, value) -> access.put(name, String.valueOf(value.get())), "public");
        DriverManagerDataSource owner = source(access, "");
        new ResourceDatabasePopulator(
                        new ClassPathResource("db/migration/V100__resolved_tickets.sql"),
                        new ClassPathResource("db/migration/V101__tenant_systems.sql"))
                .execute(owner);
        JdbcClient admin = JdbcClient.create(owner);
        admin.sql("do $$ begin create role enhancement_reader nologin; exception when duplicate_object then"
                        + " null; end $$")
                .update();
        admin.sql("grant select, insert, update, delete on all tables in schema public to enhancement_reader")
                .update();
        this.source = source(access, "&options=-c%20role%3Denhancement_reader");
        spring.registerBean(DataSource.class, () -> source);
        spring.registerBean(JdbcClient.class, () -> JdbcClient.create(source));
        spring.registerBean(
                TransactionTemplate.class, () -> new TransactionTemplate(new JdbcTransactionManager(source)));
        spring.registerBean(TenantScope.class);
        spring.refresh();
    }

    private static DriverManagerDataSource source(Map<String, String> access, String options) {
        return new DriverManagerDataSource(
                access.get("spring.datasource.url") + options,
                access.get("spring.datasource.username"),
                access.get("spring.datasource.password"));
    }

    public JdbcClient jdbc() {
        return spring.getBean(JdbcClient.class);
    }

    public TenantScope tenants() {
        return spring.getBean(TenantScope.class);
    }

    /** Refuses connections from now on. */
    public void lost() {
        source.setUrl("jdbc:postgresql://127.0.0.1:1/none?connectTimeout=1");
    }

    public IndexedTicketHistory history(Clock clock, Duration catchUp) {
        return history(clock, new SimilaritySettings(25, 0.25, catchUp, "target/similarity", 200));
    }

    IndexedTicketHistory history(Clock clock, SimilaritySettings settings) {
        try {
            IndexedTicketHistory history =
                    new IndexedTicketHistory(new ResolvedTicketStore(jdbc(), tenants()), settings, clock);
            started.add(history);
            return history;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        for (IndexedTicketHistory history : started) {
            history.close();
        }
        spring.close();
    }
}
