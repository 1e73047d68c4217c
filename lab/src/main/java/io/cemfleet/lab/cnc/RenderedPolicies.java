package io.cemfleet.lab.cnc;

import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.NetworkState;
import io.cemfleet.lab.network.PolicyKey;
import io.cemfleet.lab.network.SrPolicyState;
import java.util.List;
import org.springframework.stereotype.Component;

/** SR policies in the order of their keys: sorted once for each version of the network, rendered once for each change. */
@Component
class RenderedPolicies {
    private record Sorted(long version, List<SrPolicyState> policies) {}

    private final LabNetwork network;
    private final RenderedEntries<PolicyKey, SrPolicyState> entries = new RenderedEntries<>();
    private volatile Sorted sorted;

    RenderedPolicies(LabNetwork network) {
        this.network = network;
        sorted = sorted(network.state());
    }

    /** All policies of now. */
    List<SrPolicyState> sorted() {
        NetworkState state = network.state();
        Sorted known = sorted;
        if (known.version() != state.version()) {
            known = sorted(state);
            sorted = known;
            entries.keep(known.policies().stream().map(SrPolicyState::key).toList());
        }
        return known.policies();
    }

    private static Sorted sorted(NetworkState state) {
        return new Sorted(state.version(), PolicyDocument.sorted(state));
    }

    /** A policy as JSON; its time of update is that of the first question after it changed. */
    byte[] json(SrPolicyState policy) {
        return entries.of(policy.key(), policy, () -> PolicyDocument.policy(network.state(), policy));
    }

    /** How often a policy was rendered. */
    long renderings() {
        return entries.renderings();
    }
}
