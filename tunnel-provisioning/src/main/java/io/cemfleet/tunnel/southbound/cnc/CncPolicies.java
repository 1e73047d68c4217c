package io.cemfleet.tunnel.southbound.cnc;

import io.cemfleet.cnc.nso.NsoPath;
import io.cemfleet.cnc.nso.NsoPolicies;
import io.cemfleet.cnc.nso.NsoPolicy;
import io.cemfleet.cnc.nso.SidList;
import io.cemfleet.cnc.nso.Written;
import io.cemfleet.cnc.topology.NetworkTopology;
import io.cemfleet.tunnel.policy.Candidate;
import io.cemfleet.tunnel.policy.Candidate.WeightedLabels;
import io.cemfleet.tunnel.policy.Outcome;
import io.cemfleet.tunnel.policy.SteeringKey;
import io.cemfleet.tunnel.southbound.Configured;
import io.cemfleet.tunnel.southbound.Controller.WriteKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Tunnels as NSO policies and SID lists. */
final class CncPolicies {
    private static final int WHOLE = 100;

    private final NsoPolicies nso;

    CncPolicies(NsoPolicies nso) {
        this.nso = nso;
    }

    Outcome<Configured> read(NetworkTopology topology, String tunnelId) {
        return Outcomes.maybe(nso.policy(topology, tunnelId))
                .then(found -> found.map(this::withLabels).orElseGet(() -> Outcome.done(new Configured.Nothing())));
    }

    Outcome<WriteKind> write(NetworkTopology topology, Candidate candidate) {
        for (WeightedLabels list : candidate.lists()) {
            if (writeList(list) instanceof Outcome.Failed<Boolean>(var failure)) {
                return Outcome.failed(failure);
            }
        }
        return Outcomes.of(nso.putPolicy(topology, policy(candidate)))
                .map(written -> written == Written.CREATED ? WriteKind.CREATED : WriteKind.CHANGED);
    }

    private Outcome<Boolean> writeList(WeightedLabels list) {
        return Outcomes.maybe(nso.sidList(list.name())).then(present -> {
            boolean same = present.map(SidList::labels).equals(Optional.of(list.labels()));
            return same
                    ? Outcome.done(false)
                    : Outcomes.of(nso.putSidList(new SidList(list.name(), list.labels())))
                            .map(written -> true);
        });
    }

    private Outcome<Configured> withLabels(NsoPolicy policy) {
        SteeringKey key = new SteeringKey(policy.headEnd(), policy.endPoint(), policy.color());
        if (policy.paths().size() != 1 || !(policy.paths().getFirst() instanceof NsoPath.Explicit explicit)) {
            List<Integer> preferences =
                    policy.paths().stream().map(NsoPath::preference).toList();
            return Outcome.done(new Configured.Other(key, preferences));
        }
        var lists = new ArrayList<WeightedLabels>();
        for (NsoPath.WeightedSidList weighted : explicit.sidLists()) {
            switch (Outcomes.maybe(nso.sidList(weighted.name()))) {
                case Outcome.Failed<Optional<SidList>>(var failure) -> {
                    return Outcome.failed(failure);
                }
                case Outcome.Done<Optional<SidList>>(var list) ->
                    lists.add(new WeightedLabels(
                            weighted.name(),
                            weightOf(weighted, explicit.sidLists().size()),
                            list.map(SidList::labels).orElse(List.of())));
            }
        }
        return Outcome.done(new Configured.Ours(
                new Candidate(policy.name(), key, policy.bindingSid(), explicit.preference(), lists)));
    }

    private static NsoPolicy policy(Candidate candidate) {
        List<NsoPath.WeightedSidList> lists = candidate.lists().stream()
                .map(list -> new NsoPath.WeightedSidList(
                        list.name(), candidate.lists().size() == 1 ? null : Long.valueOf(list.weight())))
                .toList();
        return new NsoPolicy(
                candidate.tunnelId(),
                candidate.key().headEnd(),
                candidate.key().endPoint(),
                candidate.key().color(),
                candidate.bindingSid(),
                List.of(new NsoPath.Explicit(candidate.preference(), lists)));
    }

    private static int weightOf(NsoPath.WeightedSidList list, int lists) {
        Long weight = list.weight();
        if (lists == 1) {
            return WHOLE;
        }
        return weight == null ? 1 : weight.intValue();
    }
}
