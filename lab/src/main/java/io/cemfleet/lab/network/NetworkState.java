package io.cemfleet.lab.network;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The immutable state of the network at one moment: its configuration, its forwarding, and the condition of links and
 * traffic.
 */
public interface NetworkState {

    /**
     * The number of this configuration: it grows with every change of policies, services, demands and faults, and stays
     * with a measurement. What shows neither loads nor measurements is the same for the same version.
     */
    long version();

    /** The time at which the load was computed. */
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
     * The condition of an SR policy's active path, over its worst branch; empty when the policy is down. Its
     * utilisation is that of the fullest direction, its offered load the traffic of the policy.
     */
    Optional<LinkCondition> policyCondition(PolicyKey key);

    /** The present condition of a direction, without noise. */
    LinkCondition condition(int direction);

    /** The impairment of a link. */
    LinkImpairment impairment(int link);

    /** Whether a link is down: it carries no traffic, and the IGP has withdrawn it. */
    boolean failed(int link);

    /** Whether a link is down and missing from every inventory. */
    boolean cut(int link);

    /** The factor of all demands; 1 is the initial value. */
    double growth();

    /** The IGP metric in force in a direction. */
    int igpMetric(int direction);

    /** The present condition of a service. */
    Optional<ServiceState> serviceState(String vpnId);

    /** The probe sessions, one for each ordered pair of routers and colour that services use. */
    List<ProbeSession> sessions();
}
