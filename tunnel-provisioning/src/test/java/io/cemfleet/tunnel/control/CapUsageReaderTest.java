package io.cemfleet.tunnel.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.zaxxer.hikari.HikariDataSource;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.tunnel.TunnelDatabase;
import io.cemfleet.tunnel.policy.AutomationCaps;
import io.cemfleet.tunnel.policy.CandidatePlacement;
import io.cemfleet.tunnel.policy.CapUsage;
import io.cemfleet.tunnel.policy.PathInForce;
import io.cemfleet.tunnel.policy.PathWeights;
import io.cemfleet.tunnel.policy.PlannedPath;
import io.cemfleet.tunnel.policy.ProposedWrite;
import io.cemfleet.tunnel.policy.ProtectionRef;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.policy.TunnelPlan;
import io.cemfleet.tunnel.policy.TunnelState;
import io.cemfleet.tunnel.policy.TunnelStep;
import io.cemfleet.tunnel.policy.WriteLedger;
import io.cemfleet.tunnel.policy.WriteMandate;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** What a wave's transaction counts, against one query over all rows. */
class CapUsageReaderTest {
    private static final AutomationCaps CAPS = new AutomationCaps(100, 100, 100, 100, 100, 70);
    private static final String[] HEAD_ENDS = {"munich", "vienna", "prague"};

    private final HikariDataSource database = TunnelDatabase.migrated();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final Random random = new Random(7);
    private final CapUsageReader reader = new CapUsageReader(
            jdbc,
            new WriteVerdictStore(
                    jdbc,
                    new Binder(new MapConfigurationPropertySource(Map.of()))
                            .bindOrCreate("cem.tunnel.controls", ControlSettings.class),
                    Clock.systemUTC()));

    private record PlainCount(long tunnels, long atHeadEnd, double demand) {}

    @AfterEach
    void close() {
        database.close();
    }

    @Test
    void eachWriteOfAWaveSeesWhatTheWritesBeforeItReserved() {
        // given
        for (int i = 0; i < 30; i++) {
            insert("t" + i, state());
        }
        // when a wave changes, adds and removes tunnels, and some of its changes are rolled back
        transactions().executeWithoutResult(wave -> {
            for (int item = 0; item < 60; item++) {
                String own = "t" + random.nextInt(40);
                CapUsage usage = reader.beside(write(own), UUID.randomUUID(), CAPS, Instant.EPOCH);
                // then
                assertSameAsAQueryOverAll(own, usage);
                reserve(own, wave);
            }
        });
    }

    @Test
    void theNextTransactionCountsAnew() {
        // given
        insert("mine", "steered");
        transactions()
                .executeWithoutResult(first -> reader.beside(write("mine"), UUID.randomUUID(), CAPS, Instant.EPOCH));
        // when
        insert("other", "steered");
        var usage =
                transactions().execute(second -> reader.beside(write("mine"), UUID.randomUUID(), CAPS, Instant.EPOCH));
        // then
        assertThat(usage).isNotNull();
        assertThat(usage.others().tunnels()).isEqualTo(1);
    }

    private void assertSameAsAQueryOverAll(String own, CapUsage usage) {
        PlainCount plain = jdbc.sql(
                        """
                        select count(*) as tunnels, count(*) filter (where head_end = :head) as at_head,
                            coalesce(sum(greatest(coalesce((plan ->> 'demand_mbps')::float8, 70),
                                case when intended_plan is not null
                                    then coalesce((intended_plan ->> 'demand_mbps')::float8, 70) end)), 0) as demand
                        from tunnel where state not in ('refused', 'deleted') and tunnel_id <> :own""")
                .param("head", headEnd(own))
                .param("own", own)
                .query((row, n) ->
                        new PlainCount(row.getLong("tunnels"), row.getLong("at_head"), row.getDouble("demand")))
                .single();
        var services = jdbc.sql(
                        """
                        select distinct service from tunnel, jsonb_array_elements_text(
                            (plan -> 'services') || coalesce(intended_plan -> 'services', '[]')) as service
                        where state not in ('refused', 'deleted') and tunnel_id <> :own""")
                .param("own", own)
                .query(String.class)
                .list();
        assertThat(usage.others().tunnels()).isEqualTo(plain.tunnels());
        assertThat(usage.others().tunnelsAtHeadEnd()).isEqualTo(plain.atHeadEnd());
        assertThat(usage.others().demandMbps()).isCloseTo(plain.demand(), within(1e-6));
        assertThat(usage.others().services()).isEqualTo(new HashSet<>(services));
        assertThat(usage.held() != null)
                .isEqualTo(jdbc.sql(
                                        "select count(*) from tunnel where tunnel_id = :own and state not in ('refused', 'deleted')")
                                .param("own", own)
                                .query(Long.class)
                                .single()
                        == 1);
    }

    private void reserve(String own, TransactionStatus wave) {
        Object before = wave.createSavepoint();
        jdbc.sql("delete from tunnel where tunnel_id = :own").param("own", own).update();
        if (random.nextInt(5) > 0) {
            insert(own, state());
        }
        if (random.nextInt(4) == 0) {
            wave.rollbackToSavepoint(before);
        }
        wave.releaseSavepoint(before);
    }

    private String state() {
        return List.of("refused", "reserved", "steered", "deleted").get(random.nextInt(4));
    }

    private void insert(String id, String state) {
        jdbc.sql(
                        """
                        insert into tunnel (tunnel_id, incident_id, protection_key, head_end, end_point, color,
                            fleet_colored, te_type, state, preference, protection_weight, original_weight, plan,
                            plan_revision, written, intended_plan, verdict, version, created_at, updated_at)
                        values (:id, 'INC-1', :id, :head, 'zurich', 100, false, 'sr-mpls', :state, 100, 100, 0,
                            :plan::jsonb, 1, false, :intended::jsonb, '', 0, now(), now())""")
                .param("id", id)
                .param("head", headEnd(id))
                .param("state", state)
                .param("plan", plan())
                .param("intended", random.nextInt(3) == 0 ? plan() : null)
                .update();
    }

    private String plan() {
        @Nullable Integer demand = random.nextInt(3) == 0 ? null : random.nextInt(200);
        return "{\"services\": [\"s%d\", \"s%d\"], \"demand_mbps\": %s}"
                .formatted(random.nextInt(20), random.nextInt(20), demand);
    }

    private TransactionTemplate transactions() {
        return new TransactionTemplate(new DataSourceTransactionManager(database));
    }

    private static String headEnd(String id) {
        return HEAD_ENDS[Math.floorMod(id.hashCode(), HEAD_ENDS.length)];
    }

    private static ProposedWrite write(String id) {
        var path = new PlannedPath(List.of(), List.of(), List.of());
        var tunnel = new Tunnel(
                id,
                new ProtectionRef("INC-1", id),
                new SteeringKey(headEnd(id), "zurich", 100),
                false,
                TeType.SR_MPLS,
                null,
                TunnelState.RESERVED,
                new CandidatePlacement(100, PathWeights.PROTECTED),
                new TunnelPlan(path, path, List.of("s1"), 1, 10.0),
                PathInForce.NONE,
                new WriteLedger(false, null, "", null, 0));
        return ProposedWrite.of(TunnelStep.PROVISION, tunnel, tunnel.plan(), WriteMandate.UPKEEP);
    }
}
