package io.cemfleet.lab.network;

import io.cemfleet.lab.network.ChangeOutcome.RefusalReason;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/** The rules by which NSO and the head-ends refuse a policy. */
final class PolicyRules {

    private static final int LOWEST_LABEL = 16;

    private final LabTopology topology;

    PolicyRules(LabTopology topology) {
        this.topology = topology;
    }

    Optional<ChangeOutcome> refuse(NamedPolicy policy, NetworkConfig config) {
        if (policy.name().isBlank()
                || policy.headEnds().isEmpty()
                || policy.paths().isEmpty()
                || policy.color() < 1) {
            return invalid("a policy needs a name, a head-end, a colour from 1 and a path");
        }
        Integer bindingSid = policy.bindingSid();
        if (bindingSid != null && !isLabel(bindingSid)) {
            return invalid("binding-sid " + bindingSid + " is no label");
        }
        for (String headEnd : policy.headEnds()) {
            if (topology.routerById(headEnd).isEmpty()) {
                return missing("head-end " + headEnd);
            }
            if (headEnd.equals(policy.endPoint())) {
                return invalid("a policy cannot end where it begins");
            }
        }
        if (topology.routerById(policy.endPoint()).isEmpty()) {
            return missing("end-point " + policy.endPoint());
        }
        for (CandidatePath path : policy.paths()) {
            Optional<ChangeOutcome> refused = refuse(path, config);
            if (refused.isPresent()) {
                return refused;
            }
        }
        return clash(policy, config);
    }

    Optional<ChangeOutcome> refuse(SidList list) {
        if (list.name().isBlank() || list.labels().isEmpty()) {
            return invalid("a SID list needs a name and a label");
        }
        return list.labels().stream().allMatch(PolicyRules::isLabel)
                ? Optional.empty()
                : invalid("not a label in " + list.name());
    }

    private static Optional<ChangeOutcome> refuse(CandidatePath path, NetworkConfig config) {
        if (path.preference() < 1 || path.preference() > 65535) {
            return invalid("preference " + path.preference() + " is out of range");
        }
        if (path.spec() instanceof PathSpec.Explicit explicit) {
            if (explicit.lists().isEmpty()) {
                return invalid("an explicit path needs a sid-list");
            }
            for (PathSpec.WeightedSidList weighted : explicit.lists()) {
                if (!config.sidLists().containsKey(weighted.sidList())) {
                    return missing("sid-list " + weighted.sidList());
                }
                if (weighted.weight() < 1) {
                    return invalid("weight " + weighted.weight() + " is out of range");
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<ChangeOutcome> clash(NamedPolicy policy, NetworkConfig config) {
        Set<Integer> preferences = new HashSet<>();
        for (CandidatePath path : policy.paths()) {
            if (!preferences.add(path.preference())) {
                return Optional.of(ChangeOutcome.refused(
                        RefusalReason.NOT_UNIQUE,
                        "two paths of " + policy.name() + " have preference " + path.preference()));
            }
        }
        for (NamedPolicy other : config.policies().values()) {
            boolean same = !other.name().equals(policy.name())
                    && other.endPoint().equals(policy.endPoint())
                    && other.color() == policy.color()
                    && other.headEnds().stream().anyMatch(policy.headEnds()::contains);
            if (same && other.paths().stream().anyMatch(path -> preferences.contains(path.preference()))) {
                return Optional.of(ChangeOutcome.refused(
                        RefusalReason.NOT_UNIQUE, "policy " + other.name() + " has one of the preferences"));
            }
        }
        return Optional.empty();
    }

    private static boolean isLabel(int label) {
        return label >= LOWEST_LABEL && label <= LabRouter.DYNAMIC_UPPER;
    }

    private static Optional<ChangeOutcome> invalid(String message) {
        return Optional.of(ChangeOutcome.refused(RefusalReason.INVALID, message));
    }

    private static Optional<ChangeOutcome> missing(String what) {
        return Optional.of(ChangeOutcome.refused(RefusalReason.BAD_REFERENCE, what + " does not exist"));
    }
}
