package io.cemfleet.cnc.topology;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.session.CncApi;
import io.cemfleet.cnc.session.CncClient;
import io.cemfleet.network.topology.NetworkTopology;
import java.time.Clock;

final class CncTopologyClient implements TopologyClient {

    private final CncClient cnc;
    private final Clock clock;

    CncTopologyClient(CncClient cnc, Clock clock) {
        this.cnc = cnc;
        this.clock = clock;
    }

    @Override
    public CncResult<NetworkTopology> read() {
        var asked = clock.instant();
        return cnc.get(CncApi.TOPOLOGY, "/data/ietf-network-state:networks")
                .flatMap(document -> TopologyReader.read(document, asked));
    }
}
