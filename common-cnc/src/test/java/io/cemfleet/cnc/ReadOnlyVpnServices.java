package io.cemfleet.cnc;

import io.cemfleet.cnc.nso.NsoWriteResult;
import io.cemfleet.cnc.nso.RoutePolicy;
import io.cemfleet.cnc.nso.VpnServices;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.List;

/** Services without route policies, for tests that read them; every write is refused. */
abstract class ReadOnlyVpnServices implements VpnServices {

    private static CncResult<NsoWriteResult> refused() {
        return CncResult.refused("read_only", "the fake controller accepts no writes");
    }

    @Override
    public CncResult<VpnService> get(NetworkTopology topology, String vpnId) {
        return CncResult.notFound(vpnId);
    }

    @Override
    public CncResult<List<RoutePolicy>> routePolicies() {
        return CncResult.ok(List.of());
    }

    @Override
    public CncResult<RoutePolicy> routePolicy(String name) {
        return CncResult.notFound(name);
    }

    @Override
    public CncResult<NsoWriteResult> putRoutePolicy(RoutePolicy policy) {
        return refused();
    }

    @Override
    public CncResult<NsoWriteResult> deleteRoutePolicy(String name) {
        return refused();
    }

    @Override
    public CncResult<NsoWriteResult> setRoutePolicy(String vpnId, String hostname, String routePolicy) {
        return refused();
    }

    @Override
    public CncResult<NsoWriteResult> removeRoutePolicy(String vpnId, String hostname) {
        return refused();
    }
}
