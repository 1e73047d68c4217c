package io.cemfleet.lab.network;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The network that lives. Changes are taken one at a time and are in force when the call returns; readers take the
 * immutable {@link #state()} and never wait.
 */
public final class LabNetwork {

    /**
     * @param carrier what to start with
     * @param clock time of samples and of the daily drift of demands
     * @param history how long samples are kept
     * @param seed of the noise
     */
    public LabNetwork(Carrier carrier, Clock clock, Duration history, long seed) {}

    /** The present state, immutable. */
    public NetworkState state() {
        throw new UnsupportedOperationException();
    }

    public Topology topology() {
        throw new UnsupportedOperationException();
    }

    /** Creates or replaces a SID list. Labels may be unresolvable: candidate paths that use it are then down. */
    public Outcome putSidList(SidList list) {
        throw new UnsupportedOperationException();
    }

    /** Deletes a SID list; IN_USE while a policy names it. */
    public Outcome deleteSidList(String name) {
        throw new UnsupportedOperationException();
    }

    /**
     * Creates or replaces a policy by its name. BAD_REFERENCE for an unknown router or SID list, NOT_UNIQUE when another
     * policy of the same head-end, end-point and colour has one of its preferences, INVALID for values out of range.
     */
    public Outcome putPolicy(NamedPolicy policy) {
        throw new UnsupportedOperationException();
    }

    /** Deletes a policy by its name. */
    public Outcome deletePolicy(String name) {
        throw new UnsupportedOperationException();
    }

    /** Creates a route policy, or changes its colour. */
    public Outcome putRoutePolicy(RoutePolicy policy) {
        throw new UnsupportedOperationException();
    }

    /** Deletes a route policy; IN_USE while a VPN node has it. */
    public Outcome deleteRoutePolicy(String name) {
        throw new UnsupportedOperationException();
    }

    /**
     * Puts a route policy on the routes that a service's node exports, or takes it away.
     *
     * @param routePolicy its name, null: no colour
     */
    public Outcome color(String vpnId, String node, @Nullable String routePolicy) {
        throw new UnsupportedOperationException();
    }

    /** Injects an impairment into both directions of a link, in place of the one before. */
    public Outcome degrade(String linkId, Impairment impairment) {
        throw new UnsupportedOperationException();
    }

    /** Takes away what was injected into a link, and the surge that congests it. */
    public Outcome heal(String linkId) {
        throw new UnsupportedOperationException();
    }

    /**
     * Raises the demands that cross a link now until its fuller direction reaches a load.
     *
     * @param utilisation offered load by capacity, above 0 and at most 2
     */
    public Outcome congest(String linkId, double utilisation) {
        throw new UnsupportedOperationException();
    }

    /** Where plain IGP traffic would go, with even splits; empty when there is no way. */
    public List<LinkShare> igpRoute(String from, String to) {
        throw new UnsupportedOperationException();
    }

    /** Where traffic into an SR policy goes now, with even splits within each list; empty when it is down. */
    public List<LinkShare> policyRoute(PolicyKey key) {
        throw new UnsupportedOperationException();
    }

    /** What a label stack at a head-end would do. */
    public Resolution resolve(String headEnd, String endPoint, List<Integer> labels) {
        throw new UnsupportedOperationException();
    }

    /** What a dynamic path would be. */
    public Resolution compute(String headEnd, String endPoint, PathSpec.Dynamic dynamic) {
        throw new UnsupportedOperationException();
    }

    /** Measures everything once, keeps the samples, and tells the listeners. Called by the measuring tick. */
    public Measurement measure() {
        throw new UnsupportedOperationException();
    }

    /** Calls a listener with each measurement, on the measuring thread, in the order of registration. */
    public void onMeasured(Consumer<Measurement> listener) {
        throw new UnsupportedOperationException();
    }

    /** The newest measurement; empty before the first tick. */
    public Optional<Measurement> latest() {
        throw new UnsupportedOperationException();
    }

    /** Measurements of a time, oldest first; both ends included. */
    public List<Measurement> history(Instant from, Instant to) {
        throw new UnsupportedOperationException();
    }
}
