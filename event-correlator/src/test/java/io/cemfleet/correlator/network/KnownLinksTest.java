package io.cemfleet.correlator.network;

import static io.cemfleet.correlator.CorrelatorFixtures.islands;
import static io.cemfleet.correlator.CorrelatorFixtures.link;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.cemfleet.a2a.testing.ManualClock;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.policy.SrPolicies;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.correlator.CorrelatorFixtures;
import io.cemfleet.correlator.alert.AlertLocation;
import io.cemfleet.correlator.source.Subject;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The alarm that a link is gone may come after the link left the topology, and after a restart. */
class KnownLinksTest {
    private static final String LINK = link(1, "Alfa", "Bravo");

    private final DataSource database = CorrelatorFixtures.database();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));

    private KnownLinks started() {
        return new KnownLinks(jdbc, new JdbcTemplate(database), clock);
    }

    private static NetworkTopology without(String link) {
        NetworkTopology whole = islands(1);
        return NetworkTopology.of(
                whole.routers(),
                whole.directions().stream()
                        .filter(direction -> !direction.linkId().equals(link))
                        .toList(),
                Instant.EPOCH);
    }

    private List<String> gone() {
        return jdbc.sql("select link_id from known_link where gone_at is not null")
                .query(String.class)
                .list();
    }

    @Test
    void aLinkThatLeftIsPlacedAfterARestartByItsNameAndByItsInterface() {
        // given
        KnownLinks before = started();
        before.see(islands(1));
        before.see(without(LINK));
        // when
        SrPolicyClient policies = mock(SrPolicyClient.class);
        when(policies.list(any())).thenReturn(CncResult.ok(new SrPolicies(List.of(), List.of())));
        NetworkView view = CorrelatorFixtures.view(without(LINK), policies, started(), clock);
        // then
        assertThat(view.place(new Subject.Line(LINK)))
                .map(AlertLocation::linkId)
                .contains(LINK);
        String port = islands(1).direction(LINK, "alfa1").orElseThrow().fromInterface();
        assertThat(view.place(new Subject.Port("Alfa1", port)))
                .map(AlertLocation::linkId)
                .contains(LINK);
        assertThat(view.place(new Subject.Line("no-such-link"))).isEmpty();
    }

    @Test
    void aLinkThatIsCutBetweenKillAndStartIsKnown() {
        started().see(islands(1));
        // when
        KnownLinks after = started();
        after.see(without(LINK));
        // then
        assertThat(after.named(LINK)).isEqualTo(islands(1).link(LINK));
        assertThat(gone()).containsExactly(LINK);
    }

    @Test
    void aLinkThatIsBackHasNoEnd() {
        KnownLinks links = started();
        links.see(islands(1));
        links.see(without(LINK));
        // when
        links.see(islands(1));
        // then
        assertThat(gone()).isEmpty();
    }

    @Test
    void whatCouldNotBeStoredIsStoredLater() {
        // given
        KnownLinks links = started();
        jdbc.sql("alter table known_link rename to away").update();
        links.see(islands(1));
        jdbc.sql("alter table away rename to known_link").update();
        // when
        links.save();
        // then
        assertThat(started().ids()).contains(LINK);
    }
}
