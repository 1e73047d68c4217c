package io.cemfleet.tunnel;

import static io.cemfleet.tunnel.TunnelFixtures.COLOR;
import static io.cemfleet.tunnel.TunnelFixtures.FIRST_TUNNEL;
import static io.cemfleet.tunnel.TunnelFixtures.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.nso.NsoCandidatePath;
import io.cemfleet.cnc.nso.NsoPlanStatus;
import io.cemfleet.cnc.nso.NsoPolicy;
import io.cemfleet.runtime.retention.RetentionPurge;
import io.cemfleet.runtime.testing.TableLifetimeCheck;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** The scheduled row does it: each test makes it due and waits for its result. */
class TunnelReconciliationTest extends TunnelTestBase {
    private static final String NOBODYS = "sr-policy-prague-vienna-protect-777";

    @Autowired
    MeterRegistry meters;

    @Test
    void everyTableHasALifetime(@Autowired RetentionPurge retention, @Autowired DataSource database) {
        TableLifetimeCheck.assertComplete("tunnel-provisioning", retention, database);
    }

    @Test
    void aFailedTunnelThatHoldsResourcesIsRemovedAndReadBackAndItsLabelReleased() {
        String tunnel = failed();
        assertThat(held()).isEqualTo(1);
        // when
        JsonNode result = reconciled();
        // then
        assertThat(result.path("state").asText()).isEqualTo("done");
        assertThat(result.path("cleanup").path("cleaned"))
                .extracting(JsonNode::asText)
                .containsExactly(tunnel);
        assertThat(cnc.policies).containsOnlyKeys("acme-gold");
        assertThat(cnc.lists).isEmpty();
        assertThat(held()).isZero();
        assertThat(listed(tunnel).path("state").asText()).isEqualTo("deleted");
        assertThat(audited("tunnel_deleted").path("details").path("upkeep").asBoolean())
                .isTrue();
    }

    @Test
    void whatTheNetworkStillShowsIsNotReleased() {
        String tunnel = failed();
        cnc.ghosts.addAll(cnc.live());
        JsonNode left = reconciled().path("cleanup").path("left");
        assertThat(left.get(0).path("tunnel_id").asText()).isEqualTo(tunnel);
        assertThat(left.get(0).path("code").asText()).isEqualTo("delete_not_confirmed");
        assertThat(held()).isEqualTo(1);
        assertNotAudited("tunnel_deleted");
        // and when it is gone, the next run finishes what was begun
        cnc.ghosts.clear();
        assertThat(reconciled().path("cleanup").path("cleaned")).hasSize(1);
        assertThat(held()).isZero();
    }

    @Test
    void theStopHoldsForTheReconcilerToo() {
        String tunnel = failed();
        operator().put("/controls/stop", Map.of("stopped", true, "reason", "because"));
        // when
        JsonNode left = reconciled().path("cleanup").path("left");
        // then
        assertThat(left.get(0).path("code").asText()).isEqualTo("automation_stopped");
        assertThat(cnc.policies).containsKey(tunnel);
        // and when
        operator().put("/controls/stop", Map.of("stopped", false, "reason", "over"));
        // then
        assertThat(reconciled().path("cleanup").path("cleaned")).hasSize(1);
    }

    @Test
    void aPolicyOfOursWithoutATunnelIsToldOnceAndNeverTouched() {
        cnc.policies.put(
                NOBODYS,
                new NsoPolicy(NOBODYS, "prague", "vienna", 7, null, List.of(new NsoCandidatePath.Dynamic(100, null))));
        // when
        JsonNode differences = reconciled().path("differences");
        // then
        assertThat(differences.path("orphans")).hasSize(1);
        assertThat(differences.path("orphans").get(0).path("name").asText()).isEqualTo(NOBODYS);
        assertThat(audited("error").path("details").path("code").asText()).isEqualTo("orphan_policy");
        assertThat(gauge("orphan_policy")).isEqualTo(1);
        String since = differences.path("orphans").get(0).path("first_seen").asText();
        JsonNode again = reconciled().path("differences").path("orphans").get(0);
        assertThat(again.path("first_seen").asText()).isEqualTo(since);
        assertThat(cnc.policies).containsOnlyKeys("acme-gold", NOBODYS);
        assertThat(cnc.writes).isEmpty();
        // and when it is gone
        cnc.policies.remove(NOBODYS);
        assertThat(reconciled().path("differences").path("orphans")).isEmpty();
        assertThat(gauge("orphan_policy")).isZero();
    }

    @Test
    void aTunnelThatTheNetworkLostIsTold() {
        String tunnel = provisioned(COLOR);
        assertThat(reconciled().path("differences").path("missing")).isEmpty();
        cnc.policies.remove(tunnel);
        JsonNode missing = reconciled().path("differences").path("missing");
        assertThat(missing.get(0).path("name").asText()).isEqualTo(tunnel);
        assertThat(listed(tunnel).path("state").asText()).isEqualTo("provisioned");
    }

    @Test
    void aNetworkThatCannotBeReadProvesNothing() {
        String tunnel = failed();
        cnc.fails("policies", false, CncResult.unavailable("503", true));
        // when
        JsonNode result = reconciled();
        // then
        assertThat(result.path("state").asText()).isEqualTo("failed");
        assertThat(result.path("failure").asText()).contains("cnc_unavailable");
        assertThat(cnc.policies).containsKey(tunnel);
        assertThat(listed(tunnel).path("state").asText()).isEqualTo("failed");
    }

    private String failed() {
        cnc.plans.put("*", new NsoPlanStatus.Failed("device Frankfurt: out of sync"));
        failure("provision_tunnel", request("INC-2026-0001", COLOR, 1));
        cnc.plans.clear();
        assertThat(listed(FIRST_TUNNEL).path("state").asText()).isEqualTo("failed");
        return FIRST_TUNNEL;
    }

    private JsonNode reconciled() {
        Instant requested = Instant.now();
        scheduler.reschedule(TaskInstanceId.of("reconcile", "recurring"), requested);
        return await().until(
                        () -> operator().get("/tunnels/reconciliation").body(),
                        run -> !Instant.parse(run.path("started_at").asText()).isBefore(requested));
    }

    private long held() {
        return jdbc.sql("select count(*) from binding_sid").query(Long.class).single();
    }

    private double gauge(String kind) {
        return meters.get("cem.tunnel.differences").tag("kind", kind).gauge().value();
    }
}
