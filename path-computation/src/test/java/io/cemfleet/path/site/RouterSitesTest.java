package io.cemfleet.path.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cemfleet.a2a.contract.GetTopology.Position;
import org.junit.jupiter.api.Test;

class RouterSitesTest {

    @Test
    void linesGivePositionsAndCommentsDoNot() {
        assertThat(RouterSites.parse("# towns\nid,lat,lon\n\nprague, 50.08, 14.44\n"))
                .hasSize(1)
                .containsEntry("prague", new Position(50.08, 14.44));
    }

    @Test
    void aWrongLineStopsTheStart() {
        assertThatThrownBy(() -> RouterSites.parse("prague,north,14")).hasMessageContaining("prague,north,14");
        assertThatThrownBy(() -> RouterSites.parse("prague,150,14")).hasMessageContaining("out of range");
    }
}
