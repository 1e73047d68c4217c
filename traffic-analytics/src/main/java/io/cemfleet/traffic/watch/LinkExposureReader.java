package io.cemfleet.traffic.watch;

import io.cemfleet.traffic.TrafficSettings;
import io.cemfleet.traffic.demand.LinkExposure;
import io.cemfleet.traffic.demand.MatrixBuilder;
import io.cemfleet.traffic.network.MeasuredNetwork;
import io.cemfleet.traffic.network.NetworkReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Reads which demands and services cross links now. */
@Component
class LinkExposureReader {
    private static final Logger LOG = LoggerFactory.getLogger(LinkExposureReader.class);

    private final NetworkReader reader;
    private final TrafficSettings settings;

    LinkExposureReader(NetworkReader reader, TrafficSettings settings) {
        this.reader = reader;
        this.settings = settings;
    }

    /** The exposure by link id; unknown ones are left out. */
    Map<String, LinkExposure> of(List<LinkForecast> links) {
        Map<String, LinkExposure> found = new HashMap<>();
        if (links.isEmpty()) {
            return found;
        }
        var read = reader.picture(reader::present);
        MeasuredNetwork picture =
                read.optional().filter(MeasuredNetwork::complete).orElse(null);
        if (picture == null) {
            LOG.warn("whose traffic crosses {} links is not known", links.size());
            return found;
        }
        var matrix = MatrixBuilder.build(picture, settings.fitToLinks());
        links.forEach(link -> picture.topology()
                .direction(link.linkId(), link.from())
                .ifPresent(direction -> found.put(link.linkId(), LinkExposure.of(picture, matrix, direction))));
        return found;
    }
}
