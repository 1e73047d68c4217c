package io.cemfleet.cnc.nso;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.network.service.VpnService;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.List;

/** VPN services and the route policies that colour them, through NSO ({@code ietf-l3vpn-ntw}). */
public interface VpnServices {

    /** Every service with the colours of its nodes; an empty list when there is none. */
    CncResult<List<VpnService>> list(NetworkTopology topology);

    CncResult<VpnService> get(NetworkTopology topology, String vpnId);

    CncResult<List<RoutePolicy>> routePolicies();

    CncResult<RoutePolicy> routePolicy(String name);

    CncResult<NsoWriteResult> putRoutePolicy(RoutePolicy policy);

    CncResult<NsoWriteResult> deleteRoutePolicy(String name);

    /** Colours the routes that the node exports: traffic of the VPN towards it follows the colour. Idempotent. */
    CncResult<NsoWriteResult> setRoutePolicy(String vpnId, String hostname, String routePolicy);

    /**
     * Removes the node's route policy, so that its traffic is plain IGP again; {@link CncResult.NotFound} when it has
     * none.
     */
    CncResult<NsoWriteResult> removeRoutePolicy(String vpnId, String hostname);

    /** Commits all changes, or none of them. */
    CncResult<NsoWriteResult> commit(RouteTransaction transaction);
}
