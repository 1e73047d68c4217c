package io.cemfleet.cnc.topology;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.session.CncClient;
import io.cemfleet.cnc.session.Face;
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
        return cnc.get(Face.TOPOLOGY, "/data/ietf-network-state:networks")
                .flatMap(document -> NetworkReader.read(document, asked));
    }
}
