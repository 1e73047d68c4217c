package io.cemfleet.lab.network;

import io.cemfleet.lab.network.ChangeOutcome.RefusalReason;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Decides on changes of policies and SID lists, one by one or as a transaction. */
final class PolicyChanges {
    private final PolicyRules rules;

    PolicyChanges(LabTopology topology) {
        this.rules = new PolicyRules(topology);
    }

    DecidedTransaction all(NetworkConfig before, List<PolicyEdit> edits) {
        return DecidedTransaction.of(before, edits, this::one);
    }

    private ConfigChange one(NetworkConfig config, PolicyEdit edit) {
        return switch (edit) {
            case PolicyEdit.PutSidList(SidList list) -> putSidList(config, list);
            case PolicyEdit.PutPolicy(NamedPolicy policy) -> putPolicy(config, policy);
            case PolicyEdit.RemoveSidList(String name) ->
                config.sidLists().containsKey(name)
                        ? deleteSidList(config, name)
                        : ConfigChange.of(false, config, Set.of());
            case PolicyEdit.RemovePolicy(String name) ->
                config.policies().containsKey(name)
                        ? deletePolicy(config, name)
                        : ConfigChange.of(false, config, Set.of());
        };
    }

    ConfigChange putSidList(NetworkConfig config, SidList list) {
        Optional<ChangeOutcome> refused = rules.refuse(list);
        if (refused.isPresent()) {
            return ConfigChange.refused(refused.get());
        }
        Map<String, SidList> lists = new TreeMap<>(config.sidLists());
        SidList former = lists.put(list.name(), list);
        Set<String> users = former == null ? Set.of() : config.headEndsUsing(list.name());
        return ConfigChange.of(former == null, config.withSidLists(lists), users);
    }

    ConfigChange deleteSidList(NetworkConfig config, String name) {
        if (!config.sidLists().containsKey(name)) {
            return ConfigChange.refused(RefusalReason.NOT_FOUND, "no sid-list " + name);
        }
        if (config.used(name)) {
            return ConfigChange.refused(RefusalReason.IN_USE, "sid-list " + name + " is in use");
        }
        Map<String, SidList> lists = new TreeMap<>(config.sidLists());
        lists.remove(name);
        return ConfigChange.of(false, config.withSidLists(lists), Set.of());
    }

    ConfigChange putPolicy(NetworkConfig config, NamedPolicy policy) {
        Optional<ChangeOutcome> refused = rules.refuse(policy, config);
        if (refused.isPresent()) {
            return ConfigChange.refused(refused.get());
        }
        Map<String, NamedPolicy> policies = new LinkedHashMap<>(config.policies());
        NamedPolicy former = policies.put(policy.name(), policy);
        Set<String> headEnds = new HashSet<>(policy.headEnds());
        if (former != null) {
            headEnds.addAll(former.headEnds());
        }
        return ConfigChange.of(former == null, config.withPolicies(policies), headEnds);
    }

    ConfigChange deletePolicy(NetworkConfig config, String name) {
        NamedPolicy policy = config.policies().get(name);
        if (policy == null) {
            return ConfigChange.refused(RefusalReason.NOT_FOUND, "no policy " + name);
        }
        Map<String, NamedPolicy> policies = new LinkedHashMap<>(config.policies());
        policies.remove(name);
        return ConfigChange.of(false, config.withPolicies(policies), Set.copyOf(policy.headEnds()));
    }
}
