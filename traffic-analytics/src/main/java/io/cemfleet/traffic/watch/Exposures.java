package io.cemfleet.traffic.watch;

import io.cemfleet.traffic.TrafficSettings;
import io.cemfleet.traffic.demand.Exposure;
import io.cemfleet.traffic.demand.MatrixBuilder;
import io.cemfleet.traffic.network.NetworkPicture;
import io.cemfleet.traffic.network.NetworkReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Finds out whose traffic crosses links, from the network as it is now. */
@Component
class Exposures {
    private static final Logger LOG = LoggerFactory.getLogger(Exposures.class);

    private final NetworkReader reader;
    private final TrafficSettings settings;

    Exposures(NetworkReader reader, TrafficSettings settings) {
        this.reader = reader;
        this.settings = settings;
    }

    /** By link id; without those that could not be found out. */
    Map<String, Exposure> of(List<LinkOutlook> links) {
        Map<String, Exposure> found = new HashMap<>();
        if (links.isEmpty()) {
            return found;
        }
        var read = reader.picture(reader::present);
        NetworkPicture picture =
                read.optional().filter(NetworkPicture::complete).orElse(null);
        if (picture == null) {
            LOG.warn("whose traffic crosses {} links is not known", links.size());
            return found;
        }
        var matrix = MatrixBuilder.build(picture, settings.fitToLinks());
        links.forEach(link -> picture.topology()
                .direction(link.linkId(), link.from())
                .ifPresent(direction -> found.put(link.linkId(), Exposure.of(picture, matrix, direction))));
        return found;
    }
}
