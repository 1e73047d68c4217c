package io.cemfleet.correlator.network;

import static io.cemfleet.correlator.CorrelatorFixtures.islands;
import static io.cemfleet.correlator.CorrelatorFixtures.link;
import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.policy.SrPolicyClient;
import io.cemfleet.correlator.CorrelatorFixtures;
import io.cemfleet.correlator.alert.AlertLocation;
import io.cemfleet.correlator.source.AlertSubject;
import io.cemfleet.network.policy.SrPolicies;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.runtime.testing.ManualClock;
import java.time.Instant;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The alarm that a link is gone may come after the link left the topology, and after a restart. */
class KnownLinkStoreTest {
    private static final String LINK = link(1, "Alfa", "Bravo");

    private final DataSource database = CorrelatorFixtures.database();
    private final JdbcClient jdbc = JdbcClient.create(database);
    private final ManualClock clock = new ManualClock(Instant.parse("2026-03-01T12:00:00Z"));

    private KnownLinkStore started() {
        return new KnownLinkStore(jdbc, new JdbcTemplate(database), clock);
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
        KnownLinkStore before = started();
        before.remember(islands(1));
        before.remember(without(LINK));
        // when
        SrPolicyClient policies = mock(SrPolicyClient.class);
        when(policies.list(any())).thenReturn(CncResult.ok(new SrPolicies(List.of(), List.of())));
        NetworkSnapshotCache view = CorrelatorFixtures.view(without(LINK), policies, started(), clock);
        // then
        assertThat(view.place(new AlertSubject.NamedLink(LINK)))
                .map(AlertLocation::linkId)
                .contains(LINK);
        String port = islands(1).direction(LINK, "alfa1").orElseThrow().fromInterface();
        assertThat(view.place(new AlertSubject.NamedInterface("Alfa1", port)))
                .map(AlertLocation::linkId)
                .contains(LINK);
        assertThat(view.place(new AlertSubject.NamedLink("no-such-link"))).isEmpty();
    }

    @Test
    void aLinkThatIsCutBetweenKillAndStartIsKnown() {
        started().remember(islands(1));
        // when
        KnownLinkStore after = started();
        after.remember(without(LINK));
        // then
        assertThat(after.named(LINK)).isEqualTo(islands(1).link(LINK));
        assertThat(gone()).containsExactly(LINK);
    }

    @Test
    void aLinkThatIsBackHasNoEnd() {
        KnownLinkStore links = started();
        links.remember(islands(1));
        links.remember(without(LINK));
        // when
        links.remember(islands(1));
        // then
        assertThat(gone()).isEmpty();
    }

    @Test
    void whatCouldNotBeStoredIsStoredLater() {
        // given
        KnownLinkStore links = started();
        jdbc.sql("alter table known_link rename to away").update();
        links.remember(islands(1));
        jdbc.sql("alter table away rename to known_link").update();
        // when
        links.save();
        // then
        assertThat(started().ids()).contains(LINK);
    }
}
