package io.cemfleet.correlator;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/** A database of this agent with 200,000 alerts, where each prepared statement is explained before it runs. */
public final class ExplainedStatements extends DelegatingDataSource {
    private static final int ALERTS = 200_000;

    private final List<String> plans = new ArrayList<>();

    private ExplainedStatements(DataSource database) {
        super(database);
    }

    public static ExplainedStatements filled() {
        DataSource source = CorrelatorFixtures.database();
        fill(new JdbcTemplate(source));
        return new ExplainedStatements(source);
    }

    private static void fill(JdbcTemplate jdbc) {
        jdbc.execute(
                """
                insert into incident (incident_id, incident_key, domain, sequence, decision, opened_at, closed_at)
                select 'INC-2026-' || n, 'key-' || n, '1', 1, '{}', now(), case when n > 100 then now() end
                from generate_series(1, 20000) n""");
        jdbc.execute(
                """
                insert into alert (alert_id, domain, source, source_key, kind, link_id, severity, verdict, rule,
                                   incident_key, occurred_at, received_at, last_seen_at, record)
                select 'alert-' || n, '1', case when n %% 1000 = 0 then 'pca' else 'cnc' end, 'source-' || n, 'raise',
                       'link-' || n %% 500, 'high', case when n %% 1000 = 0 then 'dampened' else 'passed' end, 'same_link',
                       'key-' || n %% 20000, now(), now() - n * interval '1 second', now(), '{}'
                from generate_series(1, %d) n"""
                        .formatted(ALERTS));
        jdbc.execute(
                """
                insert into source_alarm (source, source_key, origin, active, waiting, link_id, raised_at, changed_at,
                                          record)
                select 'cnc', 'source-' || n, 'vendor', n %% 100 = 0, case when n %% 10000 = 0 then 'silenced' end,
                       'link-' || n %% 500, now(), now(), '{}'
                from generate_series(1, %d) n"""
                        .formatted(ALERTS));
        jdbc.execute(
                """
                insert into link_status (domain, link_id, degraded, transitions, penalty, changed_at)
                select '1', 'link-' || n, false, 0, 0, now() from generate_series(1, 20000) n""");
        jdbc.execute("analyze");
    }

    /** The plans since it was asked last. */
    public List<String> plans() {
        List<String> seen = List.copyOf(plans);
        plans.clear();
        return seen;
    }

    @Override
    public Connection getConnection() throws SQLException {
        Connection real = super.getConnection();
        return proxy(Connection.class, (proxy, method, args) -> {
            Object result = call(real, method, args);
            if (!(result instanceof PreparedStatement statement)) {
                return result;
            }
            return explained(statement, real.prepareStatement("explain " + args[0]));
        });
    }

    private PreparedStatement explained(PreparedStatement statement, PreparedStatement explanation) {
        return proxy(PreparedStatement.class, (proxy, method, args) -> {
            String name = method.getName();
            if (name.startsWith("set") && args != null && args.length >= 2 && args[0] instanceof Integer) {
                call(explanation, method, args);
            }
            if (name.equals("addBatch") || name.matches("execute(Query|Update)?")) {
                keep(explanation);
            }
            return call(statement, method, args);
        });
    }

    private void keep(PreparedStatement explanation) throws SQLException {
        StringBuilder plan = new StringBuilder();
        try (ResultSet lines = explanation.executeQuery()) {
            while (lines.next()) {
                plan.append(lines.getString(1)).append('\n');
            }
        }
        plans.add(plan.toString());
    }

    private static Object call(Object target, Method method, Object[] args) throws Throwable {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
