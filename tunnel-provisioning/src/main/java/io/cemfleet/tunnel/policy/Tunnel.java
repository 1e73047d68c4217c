package io.cemfleet.tunnel.policy;

import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.contract.TeType;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A protection tunnel: one candidate path that is ours, in a policy that is the customer's or, for plain IGP services,
 * the fleet's. Once provisioned, placement, plan and path are those that were read back from the network; a write that
 * was begun is in the ledger until it is read back too.
 *
 * @param tunnelId also the name of its policy in the controller
 * @param fleetColored whether its colour is the fleet's own, set on the services' routes
 * @param bindingSid of the head-end, absent: the head-end's own choice
 */
public record Tunnel(
        String tunnelId,
        ProtectionRef protection,
        SteeringKey key,
        boolean fleetColored,
        TeType teType,
        @Nullable SegmentId bindingSid,
        TunnelState state,
        CandidatePlacement placement,
        TunnelPlan plan,
        PathInForce path,
        WriteLedger ledger) {

    /** The SID list of the protection path. */
    public String protectionList() {
        return SidListName.PROTECTION.of(tunnelId, path.sidLists());
    }

    /** The SID list of the original path; it exists only once traffic returns. */
    public String originalList() {
        return SidListName.ORIGINAL.of(tunnelId, path.sidLists());
    }

    /** Every preference that the network may have it under. */
    public Set<Integer> preferences() {
        var all = new TreeSet<Integer>();
        all.add(placement.preference());
        var intended = ledger.intended();
        if (intended != null) {
            all.add(intended.placement().preference());
        }
        return all;
    }

    public Tunnel in(TunnelState newState) {
        return new Tunnel(
                tunnelId, protection, key, fleetColored, teType, bindingSid, newState, placement, plan, path, ledger);
    }

    public Tunnel at(CandidatePlacement newPlacement) {
        return new Tunnel(
                tunnelId, protection, key, fleetColored, teType, bindingSid, state, newPlacement, plan, path, ledger);
    }

    /** With another plan; SID lists that were begun for the same segments are its own. */
    public Tunnel following(TunnelPlan newPlan) {
        var begun = ledger.intended();
        int lists = begun != null && begun.plan().sameSegments(newPlan) ? begun.sidLists() : path.sidLists();
        return new Tunnel(
                        tunnelId,
                        protection,
                        key,
                        fleetColored,
                        teType,
                        bindingSid,
                        state,
                        placement,
                        newPlan,
                        path,
                        ledger)
                .onLists(lists);
    }

    public Tunnel onLists(int number) {
        return over(path.onLists(number));
    }

    public Tunnel over(PathInForce newPath) {
        return new Tunnel(
                tunnelId, protection, key, fleetColored, teType, bindingSid, state, placement, plan, newPath, ledger);
    }

    public Tunnel holding(SteeringKey newKey, @Nullable SegmentId newBindingSid, boolean withFleetColor) {
        return new Tunnel(
                tunnelId,
                protection,
                newKey,
                withFleetColor,
                teType,
                newBindingSid,
                state,
                placement,
                plan,
                path,
                ledger);
    }

    public Tunnel noting(WriteLedger newLedger) {
        return new Tunnel(
                tunnelId, protection, key, fleetColored, teType, bindingSid, state, placement, plan, path, newLedger);
    }
}
