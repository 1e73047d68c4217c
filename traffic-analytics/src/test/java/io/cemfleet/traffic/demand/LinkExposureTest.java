package io.cemfleet.traffic.demand;

import static io.cemfleet.traffic.TrafficFixtures.direction;
import static io.cemfleet.traffic.TrafficFixtures.loads;
import static io.cemfleet.traffic.TrafficFixtures.picture;
import static io.cemfleet.traffic.TrafficFixtures.withoutCommitment;
import static org.assertj.core.api.Assertions.assertThat;

import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.traffic.network.MeasuredNetwork;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LinkExposureTest {
    private static final String SERVICE = NetworkFixtures.service().vpnId();

    @Test
    void whoseTrafficCrossesALinkIsNamedWithItsShare() {
        // when
        LinkExposure exposure = of(picture(loads(Map.of(), Map.of())), "frankfurt-prague/frankfurt");
        // then
        assertThat(exposure.services()).containsExactly(SERVICE);
        assertThat(exposure.demands()).singleElement().satisfies(crossing -> {
            assertThat(crossing.demand().key()).isEqualTo(new DemandKey("frankfurt", "vienna", 100));
            assertThat(crossing.share()).isEqualTo(1);
        });
    }

    @Test
    void anUnusedLinkExposesNoService() {
        LinkExposure exposure = of(picture(loads(Map.of(), Map.of())), "munich-zurich/zurich");
        assertThat(exposure).isEqualTo(new LinkExposure(List.of(), List.of()));
    }

    @Test
    void aServiceWhoseDemandIsNotKnownIsAtRiskAllTheSame() {
        // given: Vienna's committed bandwidth is unknown; its route is over Munich
        MeasuredNetwork picture = picture(loads(Map.of(), Map.of()), List.of(withoutCommitment()));
        // when
        LinkExposure exposure = of(picture, "munich-vienna/vienna");
        // then
        assertThat(exposure.demands()).isEmpty();
        assertThat(exposure.services()).containsExactly(SERVICE);
    }

    private static LinkExposure of(MeasuredNetwork picture, String direction) {
        return LinkExposure.of(picture, MatrixBuilder.build(picture, true), direction(direction));
    }
}
