package io.cemfleet.tunnel.policy;

import io.cemfleet.a2a.contract.TeType;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A protection tunnel: one candidate path that is ours, in a policy that is the customer's or, for plain IGP services,
 * the fleet's.
 *
 * @param tunnelId also the name of its policy in the controller
 * @param fleetColored whether its colour is the fleet's own, set on the services' routes
 * @param bindingSid label from the head-end's SRLB, absent: the head-end's own choice
 */
public record Tunnel(
        String tunnelId,
        Protection protection,
        SteeringKey key,
        boolean fleetColored,
        TeType teType,
        @Nullable Integer bindingSid,
        TunnelState state,
        Placement placement,
        TunnelPlan plan,
        Ledger ledger) {

    /** The SID list of the protection path. */
    public String protectionList() {
        return tunnelId + "-protection";
    }

    /** The SID list of the original path; it exists only once traffic returns. */
    public String originalList() {
        return tunnelId + "-original";
    }

    /** Every preference that the network may have it under. */
    public Set<Integer> preferences() {
        var all = new TreeSet<Integer>();
        all.add(placement.preference());
        var intended = ledger.intended();
        if (intended != null) {
            all.add(intended.preference());
        }
        return all;
    }

    public Tunnel in(TunnelState newState) {
        return new Tunnel(
                tunnelId, protection, key, fleetColored, teType, bindingSid, newState, placement, plan, ledger);
    }

    public Tunnel at(Placement newPlacement) {
        return new Tunnel(
                tunnelId, protection, key, fleetColored, teType, bindingSid, state, newPlacement, plan, ledger);
    }

    public Tunnel following(TunnelPlan newPlan) {
        return new Tunnel(
                tunnelId, protection, key, fleetColored, teType, bindingSid, state, placement, newPlan, ledger);
    }

    public Tunnel holding(SteeringKey newKey, @Nullable Integer newBindingSid, boolean withFleetColor) {
        return new Tunnel(
                tunnelId, protection, newKey, withFleetColor, teType, newBindingSid, state, placement, plan, ledger);
    }

    public Tunnel noting(Ledger newLedger) {
        return new Tunnel(
                tunnelId, protection, key, fleetColored, teType, bindingSid, state, placement, plan, newLedger);
    }
}
