package io.cemfleet.tunnel;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.nso.NsoPolicy;
import io.cemfleet.cnc.nso.NsoTransaction;
import io.cemfleet.cnc.nso.NsoWriteResult;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A transaction at the fake controller: all of it, or nothing. */
record FakeTransaction(FakeCnc cnc, NetworkTopology topology) {

    CncResult<NsoWriteResult> commit(NsoTransaction transaction) {
        var policies = new TreeMap<>(cnc.policies);
        var lists = new TreeMap<>(cnc.lists);
        CncResult<NsoWriteResult> done = applied(transaction);
        if (!done.isOk()) {
            restore(cnc.policies, policies);
            restore(cnc.lists, lists);
        }
        return done;
    }

    private static <T> void restore(Map<String, T> present, Map<String, T> before) {
        present.clear();
        present.putAll(before);
    }

    private CncResult<NsoWriteResult> applied(NsoTransaction transaction) {
        List<NsoPolicy> created = transaction.newPolicies();
        List<NsoPolicy> written =
                Stream.concat(created.stream(), transaction.policies().stream()).toList();
        for (NsoPolicy policy : written) {
            boolean taken = created.contains(policy) && cnc.policies.containsKey(policy.name());
            if (taken || cnc.refused.stream().anyMatch(policy.name()::contains)) {
                return CncResult.refused("invalid-value", "/policy[name='" + policy.name() + "']: refused");
            }
        }
        return Stream.of(
                        transaction.lists().stream().map(cnc::putSidList),
                        written.stream().map(policy -> cnc.putPolicy(topology, policy)),
                        transaction.removedPolicies().stream().map(cnc::deletePolicy),
                        transaction.removedLists().stream().map(cnc::deleteSidList))
                .flatMap(changes -> changes)
                .filter(result -> !result.isOk() && !(result instanceof CncResult.NotFound))
                .findFirst()
                .orElseGet(() -> CncResult.ok(NsoWriteResult.CHANGED));
    }
}
