package io.cemfleet.tunnel.provision;

import io.cemfleet.a2a.contract.Approval;
import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.tunnel.policy.PlannedPath;
import io.cemfleet.tunnel.policy.ProtectionRef;
import io.cemfleet.tunnel.policy.TunnelPlan;
import io.cemfleet.tunnel.policy.TunnelSegment;
import io.cemfleet.tunnel.technology.ProposedPath;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A request for a tunnel of a protection.
 *
 * @param teType absent: what the head-end can do
 * @param approval absent: automatic
 * @param avoid links that no branch may cross, absent: those of the original path that the new one leaves
 */
public record ProvisionCommand(
        ProtectionRef protection,
        TunnelEnds ends,
        @Nullable TeType teType,
        TunnelPlan plan,
        @Nullable Set<String> avoid,
        @Nullable Approval approval) {

    /**
     * The ends of a tunnel.
     *
     * @param color that the services' routes carry, absent for plain IGP
     */
    public record TunnelEnds(String headEnd, String endPoint, @Nullable Integer color) {}

    /** The links that must not be crossed. */
    public Set<String> forbidden() {
        if (avoid != null) {
            return avoid;
        }
        var left = new HashSet<>(plan.original().links());
        plan.path().links().forEach(left::remove);
        return left;
    }

    /** The path to write, with the links that it must not cross. */
    ProposedPath proposedPath() {
        return new ProposedPath(ends.headEnd(), ends.endPoint(), plan.path().segments(), forbidden());
    }

    /** With these segments as the return path, where traffic followed the IGP before. */
    ProvisionCommand returningBy(List<TunnelSegment> segments) {
        if (!plan.original().segments().isEmpty() || segments.isEmpty()) {
            return this;
        }
        var back = new PlannedPath(plan.original().links(), segments, List.of());
        return new ProvisionCommand(protection, ends, teType, plan.returningTo(back), avoid, approval);
    }
}
