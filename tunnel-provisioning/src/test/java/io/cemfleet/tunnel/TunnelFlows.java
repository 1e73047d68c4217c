package io.cemfleet.tunnel;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.mockingDetails;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import com.zaxxer.hikari.HikariDataSource;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.a2a.outbox.AuditLog;
import io.cemfleet.cnc.CncSettings;
import io.cemfleet.cnc.FakeController;
import io.cemfleet.cnc.FakeVpnServices;
import io.cemfleet.runtime.testing.FleetJson;
import io.cemfleet.tunnel.policy.PlannedPath;
import io.cemfleet.tunnel.policy.ProtectionRef;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcomes;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelPlan;
import io.cemfleet.tunnel.policy.WriteMandate;
import io.cemfleet.tunnel.provision.ProvisionCommand;
import io.cemfleet.tunnel.provision.StepCommand;
import io.cemfleet.tunnel.provision.StepResults;
import io.cemfleet.tunnel.provision.TaskAttempt;
import io.cemfleet.tunnel.provision.TrafficShifting;
import io.cemfleet.tunnel.provision.TrafficShifting.ShiftCommand;
import io.cemfleet.tunnel.provision.TrafficSteering;
import io.cemfleet.tunnel.provision.TunnelDeletion;
import io.cemfleet.tunnel.provision.TunnelProvisioning;
import io.cemfleet.tunnel.provision.TunnelProvisioning.ProvisionTask;
import io.cemfleet.tunnel.provision.TunnelVerification;
import io.cemfleet.tunnel.store.TunnelStore;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.mockito.ArgumentCaptor;
import org.mockito.Mockito;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionExecution;
import org.springframework.transaction.TransactionExecutionListener;
import org.springframework.transaction.support.TransactionTemplate;

/** The steps over a real Postgres and a controller that remembers, without an agent around them. */
final class TunnelFlows {
    private static final TunnelFlows SHARED = new TunnelFlows();

    private final FakeController controller = new FakeController();
    final FakeCnc cnc = new FakeCnc(controller);
    final FakeVpnServices vpns = controller.vpnServices;
    final JdbcClient jdbc;

    /** Transactions that were committed; the statements of the locks are none. */
    final AtomicInteger commits = new AtomicInteger();

    private final AuditLog audit = mock(AuditLog.class);
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();

    @TestConfiguration(proxyBeanMethods = false)
    @EnableConfigurationProperties(CncSettings.class)
    @ConfigurationPropertiesScan("io.cemfleet.tunnel")
    static class FlowSettings {}

    private TunnelFlows() {
        HikariDataSource database = TunnelDatabase.migrated();
        jdbc = JdbcClient.create(database);
        context.getEnvironment()
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "test",
                        Map.of(
                                "cem.tunnel.waits.plan", "60ms",
                                "cem.tunnel.waits.read-back", "60ms",
                                "cem.tunnel.waits.poll", "2ms",
                                "cem.tunnel.waits.work", "500ms")));
        var beans = Map.of(
                "cnc",
                cnc,
                "vpns",
                vpns,
                "topologies",
                controller.topologyHolder,
                "policies",
                controller.policyClient,
                "audit",
                audit,
                "jdbc",
                jdbc,
                "transactions",
                new TransactionTemplate(counted(new JdbcTransactionManager(database))),
                "clock",
                Clock.systemUTC(),
                "mapper",
                FleetJson.MAPPER,
                "meters",
                new SimpleMeterRegistry());
        beans.forEach(context.getBeanFactory()::registerSingleton);
        context.register(FlowSettings.class);
        for (String feature : List.of("provision", "technology", "bsid", "control", "store", "southbound.cnc")) {
            context.scan("io.cemfleet.tunnel." + feature);
        }
        context.refresh();
    }

    private JdbcTransactionManager counted(JdbcTransactionManager transactions) {
        transactions.addListener(new TransactionExecutionListener() {
            @Override
            public void afterCommit(TransactionExecution transaction, @Nullable Throwable failure) {
                commits.incrementAndGet();
            }
        });
        return transactions;
    }

    /** An empty fleet, and a network with a customer's policy. */
    static TunnelFlows fresh() {
        TunnelFixtures.emptyFleet(SHARED.jdbc);
        SHARED.cnc.reset();
        TunnelFixtures.resetServices(SHARED.vpns);
        var customer = TunnelFixtures.customerPolicy();
        SHARED.cnc.policies.put(customer.name(), customer);
        Mockito.reset(SHARED.audit);
        SHARED.commits.set(0);
        return SHARED;
    }

    /** A protection of the first incident over Munich, away from Prague. */
    static ProvisionCommand command(@Nullable Integer color, long revision) {
        return command(color, revision, TunnelFixtures.munich());
    }

    static ProvisionCommand command(@Nullable Integer color, long revision, PlannedPath path) {
        var plan = new TunnelPlan(
                path, TunnelFixtures.prague(), List.of(color == null ? "plain" : "acme"), revision, null);
        return new ProvisionCommand(
                new ProtectionRef("INC-2026-0001", "frankfurt>vienna#" + color),
                new ProvisionCommand.TunnelEnds("frankfurt", "vienna", color),
                null,
                plan,
                Set.of("frankfurt-prague"),
                null);
    }

    static TaskAttempt attempt() {
        return new TaskAttempt(UUID.randomUUID(), Instant.now().plusSeconds(20));
    }

    StepOutcome<StepResults.TunnelProvisioned> provision(ProvisionCommand command) {
        return provision(command, attempt());
    }

    StepOutcome<StepResults.TunnelProvisioned> provision(ProvisionCommand command, TaskAttempt attempt) {
        return provision(List.of(new ProvisionTask(command, attempt))).single();
    }

    StepOutcomes<StepResults.TunnelProvisioned> provision(List<ProvisionTask> wave) {
        return context.getBean(TunnelProvisioning.class).provision(wave);
    }

    Tunnel provisioned(@Nullable Integer color) {
        return done(provision(command(color, 1))).tunnel();
    }

    /** A tunnel that carries the traffic of a service. */
    Tunnel steered(@Nullable Integer color) {
        Tunnel tunnel = provisioned(color);
        done(steer(tunnel.tunnelId(), color == null ? "plain" : "acme"));
        return row(tunnel.tunnelId());
    }

    StepOutcome<StepResults.ServicesSteered> steer(String tunnelId, String... services) {
        return steer(step(tunnelId, List.of(services), null));
    }

    StepOutcome<StepResults.ServicesSteered> steerAt(long pathVersion, String tunnelId, String service) {
        return steer(step(tunnelId, List.of(service), pathVersion));
    }

    private StepOutcome<StepResults.ServicesSteered> steer(StepCommand command) {
        return context.getBean(TrafficSteering.class).steer(List.of(command)).single();
    }

    private static StepCommand step(String tunnelId, List<String> services, @Nullable Long pathVersion) {
        return new StepCommand(tunnelId, null, services, pathVersion, new WriteMandate(9L, null), attempt());
    }

    StepOutcome<StepResults.WeightsShifted> shift(String tunnelId, int protection, int original) {
        var command = new ShiftCommand(step(tunnelId, List.of(), null), protection, original);
        return context.getBean(TrafficShifting.class).shift(List.of(command)).single();
    }

    StepOutcome<StepResults.TunnelDeleted> delete(String tunnelId) {
        return delete(tunnelId, new WriteMandate(9L, null));
    }

    StepOutcome<StepResults.TunnelDeleted> delete(String tunnelId, WriteMandate mandate) {
        var command = StepCommand.on(tunnelId, mandate, attempt());
        return context.getBean(TunnelDeletion.class).delete(List.of(command)).single();
    }

    StepResults.TunnelVerified verified(String tunnelId) {
        return done(context.getBean(TunnelVerification.class).verify(tunnelId));
    }

    StepOutcome<StepResults.TunnelVerified> verification(String tunnelId) {
        return context.getBean(TunnelVerification.class).verify(tunnelId);
    }

    Tunnel row(String tunnelId) {
        return context.getBean(TunnelStore.class).find(tunnelId).orElseThrow();
    }

    long count(String table) {
        return jdbc.sql("select count(*) from " + table).query(Long.class).single();
    }

    /** How many events of this type were recorded. */
    long events(AuditEventType type) {
        return mockingDetails(audit).getInvocations().stream()
                .filter(call -> call.getArguments()[0] == type)
                .count();
    }

    /** The details of the newest event of this type. */
    @SuppressWarnings("unchecked")
    Map<String, Object> audited(AuditEventType type) {
        ArgumentCaptor<Map<String, Object>> details = ArgumentCaptor.forClass(Map.class);
        verify(audit, atLeastOnce()).record(eq(type), eq("INC-2026-0001"), any(), details.capture(), any());
        return details.getValue();
    }

    void assertNotAudited(AuditEventType type) {
        verify(audit, never()).record(eq(type), any(), any(), any(), any());
    }

    static <T> T done(StepOutcome<T> outcome) {
        if (outcome instanceof StepOutcome.Done<T>(T value)) {
            return value;
        }
        throw new AssertionError(outcome.toString());
    }

    static TunnelFailureCode code(StepOutcome<?> outcome) {
        if (outcome instanceof StepOutcome.Failed<?> failed) {
            return failed.failure().code();
        }
        throw new AssertionError(outcome.toString());
    }
}
