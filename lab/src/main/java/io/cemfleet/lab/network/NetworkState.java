package io.cemfleet.lab.network;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The whole network at one moment, immutable: what is configured, where traffic goes, and how it fares. */
public interface NetworkState {

    /** When the load was computed. */
    Instant at();

    LabTopology topology();

    List<VpnService> services();

    Optional<VpnService> service(String vpnId);

    /** Named route policies, in the order of their names. */
    Map<String, RoutePolicy> routePolicies();

    /** The route policy of a service at a router; empty: its routes carry no colour. */
    Optional<RoutePolicy> routePolicyAt(String vpnId, String node);

    Map<String, SidList> sidLists();

    /** Policies as configured, by name. */
    Map<String, NamedPolicy> policies();

    /** SR policies as the head-ends see them. */
    Collection<SrPolicyState> srPolicies();

    Optional<SrPolicyState> srPolicy(PolicyKey key);

    /** Traffic that an SR policy carries, in Mbit/s; 0 when none is steered into it. */
    double policyLoadMbps(PolicyKey key);

    /**
     * How an SR policy's active path fares, over its worst branch; empty when the policy is down. Utilisation is that of
     * its fullest direction, offered load what the policy carries.
     */
    Optional<LinkCondition> policyCondition(PolicyKey key);

    /** How a direction fares now, without noise. */
    LinkCondition condition(int direction);

    /** What is injected into a link. */
    LinkImpairment impairment(int link);

    /** Whether a link is down: nothing crosses it, and the IGP knows it no more. */
    boolean failed(int link);

    /** Whether a link is down, and shown by no inventory any more. */
    boolean cut(int link);

    /** Factor of all demands; 1 is what the carrier began with. */
    double growth();

    /** The IGP metric in force in a direction. */
    int igpMetric(int direction);

    /** How a service fares now. */
    Optional<ServiceState> serviceState(String vpnId);

    /** The probe sessions, one for each ordered pair of routers and colour that services use. */
    List<ProbeSession> sessions();
}
