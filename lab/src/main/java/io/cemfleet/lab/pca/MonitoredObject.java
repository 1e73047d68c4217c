package io.cemfleet.lab.pca;

import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import io.cemfleet.lab.network.LabRouter;
import io.cemfleet.lab.network.LabTopology;
import io.cemfleet.lab.network.ProbeSession;
import java.util.List;
import java.util.Map;

/**
 * A probe session as PCA shows it.
 *
 * @param objectId its identity
 * @param objectName hostnames of both ends
 * @param meta holds {@code color} where the session rides one
 * @param topology always empty: PCA does not know the way
 */
@JsonNaming(PropertyNamingStrategies.LowerCamelCaseStrategy.class)
record MonitoredObject(
        String objectId,
        String objectName,
        String objectType,
        String actuatorName,
        String reflectorName,
        String sourceIp,
        String destinationIp,
        Map<String, String> meta,
        Map<String, String> metadata,
        List<String> topology) {

    static final String TYPE = "twamp-sf";

    static MonitoredObject of(ProbeSession session, LabTopology topology) {
        LabRouter from = topology.router(session.from());
        LabRouter to = topology.router(session.to());
        Map<String, String> meta = meta(session);
        return new MonitoredObject(
                session.id(),
                from.hostname() + "-" + to.hostname(),
                TYPE,
                from.hostname(),
                to.hostname(),
                from.routerId(),
                to.routerId(),
                meta,
                meta,
                List.of());
    }

    static Map<String, String> meta(ProbeSession session) {
        Integer color = session.color();
        return color == null ? Map.of() : Map.of("color", color.toString());
    }
}
