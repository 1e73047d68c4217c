package io.cemfleet.path.network;

import io.cemfleet.cnc.topology.TopologyHolder;
import io.cemfleet.network.forwarding.EcmpRoutes;
import io.cemfleet.network.topology.NetworkTopology;
import io.cemfleet.path.PathSettings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The last topology versions, each with its graph. A version that comes back is the newest again. */
@Component
class TopologyVersions {

    private final int kept;
    private final LinkedHashMap<String, VersionedNetwork> versions = new LinkedHashMap<>();

    TopologyVersions(TopologyHolder holder, PathSettings settings) {
        this.kept = settings.versions();
        holder.onNewVersion(this::of);
    }

    synchronized VersionedNetwork of(NetworkTopology topology) {
        var known = versions.get(topology.version());
        var network = known == null ? VersionedNetwork.of(topology) : known;
        if (!isNewest(topology.version())) {
            versions.remove(topology.version());
            versions.put(topology.version(), network);
        }
        while (versions.size() > kept) {
            versions.remove(versions.keySet().iterator().next());
        }
        return network;
    }

    synchronized Optional<NetworkTopology> version(String version) {
        return Optional.ofNullable(versions.get(version)).map(VersionedNetwork::topology);
    }

    synchronized List<NetworkTopology> kept() {
        return versions.values().stream().map(VersionedNetwork::topology).toList();
    }

    synchronized List<EcmpRoutes> routes() {
        return versions.values().stream().map(VersionedNetwork::routes).toList();
    }

    private boolean isNewest(String version) {
        return !versions.isEmpty() && versions.sequencedKeySet().getLast().equals(version);
    }
}
