package io.cemfleet.tunnel;

import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.FakeController;
import io.cemfleet.cnc.nso.DeviceConfigChange;
import io.cemfleet.cnc.nso.NsoCandidatePath;
import io.cemfleet.cnc.nso.NsoConfiguration;
import io.cemfleet.cnc.nso.NsoPlanStatus;
import io.cemfleet.cnc.nso.NsoPolicies;
import io.cemfleet.cnc.nso.NsoPolicy;
import io.cemfleet.cnc.nso.NsoTransaction;
import io.cemfleet.cnc.nso.NsoWriteResult;
import io.cemfleet.cnc.nso.SidList;
import io.cemfleet.cnc.optimization.AppliedOperation;
import io.cemfleet.cnc.optimization.DryRunResult;
import io.cemfleet.cnc.optimization.PathRequest;
import io.cemfleet.cnc.optimization.PolicyRequest;
import io.cemfleet.cnc.optimization.SegmentHop;
import io.cemfleet.cnc.optimization.SrPolicyOperations;
import io.cemfleet.network.NetworkFixtures;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.policy.PolicyType;
import io.cemfleet.network.policy.SrPolicy;
import io.cemfleet.network.topology.NetworkTopology;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * NSO with a memory: its policies become SR policies, those of the same head-end, end-point and colour one policy with
 * all their candidate paths. A fault is the answer to the next call of its operation.
 */
final class FakeCnc implements NsoPolicies, SrPolicyOperations {
    private final FakeController controller;
    final Map<String, NsoPolicy> policies = new TreeMap<>();
    final Map<String, SidList> lists = new TreeMap<>();
    final List<String> writes = new CopyOnWriteArrayList<>();
    final Map<String, NsoPlanStatus> plans = new ConcurrentHashMap<>();
    final List<SrPolicy> ghosts = new ArrayList<>();
    final List<String> rewritten = new CopyOnWriteArrayList<>();
    private final Map<String, WriteFault> faults = new ConcurrentHashMap<>();
    private final Map<String, Runnable> afterwards = new ConcurrentHashMap<>();
    PolicyType type = PolicyType.REGULAR;
    List<String> dryRunLinks = List.of();
    boolean deletesNothing;

    /** Parts of names of policies that NSO refuses. */
    final Set<String> refused = new TreeSet<>();

    private boolean committing;

    /** How often each operation was called; those within a transaction are one call. */
    final Map<String, Integer> calls = new ConcurrentHashMap<>();

    /** Preferences of candidate paths that are down. */
    final Set<Integer> down = new TreeSet<>();

    /** What plans are read through: a test that holds it keeps a write under way. */
    volatile CountDownLatch planGate = new CountDownLatch(0);

    /** What topology and policies are read through: a test that holds it makes the controller hang. */
    volatile CountDownLatch slow = new CountDownLatch(0);

    /** How long a call takes, ms. */
    volatile int pace;

    final AtomicInteger waiting = new AtomicInteger();

    /** @param controller shows the topology, and the SR policies that the configuration makes */
    FakeCnc(FakeController controller) {
        this.controller = controller;
        controller.calls = this::answer;
    }

    /**
     * @param applied whether the write took place although the answer was lost
     * @param answer absent: the agent stops there
     */
    record WriteFault(boolean applied, @Nullable CncResult<?> answer) {}

    /** The agent stops in the middle of a step, as far as the step can see. */
    static final class AgentCrash extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    synchronized void reset() {
        policies.clear();
        lists.clear();
        writes.clear();
        plans.clear();
        ghosts.clear();
        rewritten.clear();
        faults.clear();
        afterwards.clear();
        controller.network = NetworkFixtures.topology();
        type = PolicyType.REGULAR;
        pace = 0;
        planGate = new CountDownLatch(0);
        slow = new CountDownLatch(0);
        dryRunLinks = List.of();
        deletesNothing = false;
        down.clear();
        refused.clear();
        calls.clear();
    }

    void topology(NetworkTopology other) {
        controller.network = other;
    }

    void fails(String operation, boolean applied, CncResult<?> answer) {
        faults.put(operation, new WriteFault(applied, answer));
    }

    /** What happens right after the next call of the operation. */
    void after(String operation, Runnable what) {
        afterwards.put(operation, what);
    }

    void crashes(String operation, boolean applied) {
        faults.put(operation, new WriteFault(applied, null));
    }

    synchronized long creations(String name) {
        return writes.stream().filter(("created " + name)::equals).count();
    }

    private <T> CncResult<T> answer(String operation, Supplier<CncResult<T>> work) {
        if (operation.equals("topology")) {
            pass(slow);
        }
        synchronized (this) {
            controller.policies = live();
            return or(operation, work);
        }
    }

    @SuppressWarnings("unchecked")
    private <T> CncResult<T> or(String operation, Supplier<CncResult<T>> work) {
        if (!committing) {
            calls.merge(operation, 1, Integer::sum);
        }
        WriteFault fault = faults.remove(operation);
        if (fault == null) {
            CncResult<T> result = work.get();
            Optional.ofNullable(afterwards.remove(operation)).ifPresent(Runnable::run);
            return result;
        }
        if (fault.applied()) {
            var lost = work.get();
            writes.add("lost " + lost.code());
        }
        if (fault.answer() == null) {
            throw new AgentCrash();
        }
        return (CncResult<T>) fault.answer();
    }

    @Override
    public synchronized CncResult<List<NsoPolicy>> policies(NetworkTopology known) {
        return or("policies", () -> CncResult.ok(List.copyOf(policies.values())));
    }

    @Override
    public synchronized CncResult<NsoPolicy> policy(NetworkTopology known, String name) {
        return or("policy", () -> found(policies.get(name), name));
    }

    @Override
    public synchronized CncResult<NsoWriteResult> putPolicy(NetworkTopology known, NsoPolicy policy) {
        return or("putPolicy", () -> {
            if (refused.stream().anyMatch(policy.name()::contains)) {
                return CncResult.refused("invalid-value", policy.name() + " is refused");
            }
            for (NsoCandidatePath path : policy.paths()) {
                if (path instanceof NsoCandidatePath.Explicit explicit
                        && !explicit.sidLists().stream().allMatch(l -> lists.containsKey(l.name()))) {
                    return CncResult.refused("invalid-value", "sid-list does not exist");
                }
            }
            NsoWriteResult written =
                    policies.put(policy.name(), policy) == null ? NsoWriteResult.CREATED : NsoWriteResult.CHANGED;
            writes.add((written == NsoWriteResult.CREATED ? "created " : "changed ") + policy.name());
            return CncResult.ok(written);
        });
    }

    @Override
    public synchronized CncResult<NsoConfiguration> configuration(NetworkTopology known, Collection<String> names) {
        return or("configuration", () -> {
            var found = new TreeMap<>(policies);
            found.keySet().retainAll(names);
            var used = new TreeMap<>(lists);
            used.keySet()
                    .retainAll(found.values().stream()
                            .flatMap(policy -> policy.sidLists().stream())
                            .toList());
            return CncResult.ok(new NsoConfiguration(found, used));
        });
    }

    @Override
    public synchronized CncResult<NsoWriteResult> commit(NetworkTopology known, NsoTransaction transaction) {
        return or("commit", () -> {
            committing = true;
            try {
                CncResult<NsoWriteResult> done = new FakeTransaction(this, known).commit(transaction);
                writes.add("transaction " + done.code());
                return done;
            } finally {
                committing = false;
            }
        });
    }

    @Override
    public CncResult<Map<String, NsoPlanStatus>> plans(Collection<String> names) {
        pass(planGate);
        return planned(names);
    }

    private synchronized CncResult<Map<String, NsoPlanStatus>> planned(Collection<String> names) {
        return or(
                "plans",
                () -> CncResult.ok(names.stream()
                        .filter(policies::containsKey)
                        .collect(Collectors.toMap(
                                name -> name,
                                name -> plans.getOrDefault(
                                        name, plans.getOrDefault("*", new NsoPlanStatus.Ready()))))));
    }

    @Override
    public CncResult<NsoWriteResult> patchPolicy(NetworkTopology known, NsoPolicy policy) {
        return putPolicy(known, policy);
    }

    @Override
    public synchronized CncResult<NsoWriteResult> deletePolicy(String name) {
        return or("deletePolicy", () -> {
            if (deletesNothing) {
                return CncResult.ok(NsoWriteResult.DELETED);
            }
            writes.add("deleted " + name);
            return policies.remove(name) == null ? CncResult.notFound(name) : CncResult.ok(NsoWriteResult.DELETED);
        });
    }

    @Override
    public CncResult<List<DeviceConfigChange>> dryRun(NetworkTopology known, NsoPolicy policy) {
        return CncResult.ok(List.of());
    }

    @Override
    public CncResult<NsoPlanStatus> plan(String name) {
        pass(planGate);
        return planned(name);
    }

    private void pass(CountDownLatch gate) {
        waiting.incrementAndGet();
        try {
            gate.await();
            Thread.sleep(pace);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            waiting.decrementAndGet();
        }
    }

    private synchronized CncResult<NsoPlanStatus> planned(String name) {
        return or(
                "plan",
                () -> policies.containsKey(name)
                        ? CncResult.ok(plans.getOrDefault(name, plans.getOrDefault("*", new NsoPlanStatus.Ready())))
                        : CncResult.notFound(name));
    }

    @Override
    public synchronized CncResult<SidList> sidList(String name) {
        return or("sidList", () -> found(lists.get(name), name));
    }

    @Override
    public synchronized CncResult<List<SidList>> sidLists() {
        return or("sidLists", () -> CncResult.ok(List.copyOf(lists.values())));
    }

    @Override
    public synchronized CncResult<NsoWriteResult> putSidList(SidList list) {
        return or("putSidList", () -> {
            writes.add("list " + list.name());
            if (used(list.name()) && !listNamed(list.name()).equals(list)) {
                rewritten.add(list.name());
            }
            return CncResult.ok(lists.put(list.name(), list) == null ? NsoWriteResult.CREATED : NsoWriteResult.CHANGED);
        });
    }

    @Override
    public synchronized CncResult<NsoWriteResult> deleteSidList(String name) {
        return or("deleteSidList", () -> {
            if (used(name)) {
                return CncResult.refused("invalid-value", "sid-list " + name + " is in use");
            }
            return lists.remove(name) == null ? CncResult.notFound(name) : CncResult.ok(NsoWriteResult.DELETED);
        });
    }

    private boolean used(String list) {
        return policies.values().stream()
                .flatMap(policy -> policy.paths().stream())
                .anyMatch(path -> path instanceof NsoCandidatePath.Explicit explicit
                        && explicit.sidLists().stream().anyMatch(l -> l.name().equals(list)));
    }

    @Override
    public CncResult<DryRunResult> dryRun(NetworkTopology known, String headEnd, String endPoint, PathRequest path) {
        return or("dryRun", () -> {
            var hops = ((PathRequest.Explicit) path).hops();
            return CncResult.ok(new DryRunResult(
                    false,
                    "",
                    hops.stream()
                            .map(h -> new SegmentHop(hops.indexOf(h), "node-ipv4", h.address(), h.sid()))
                            .toList(),
                    dryRunLinks.stream()
                            .map(link ->
                                    known.link(link).orElseThrow().directions().getFirst())
                            .toList(),
                    List.of()));
        });
    }

    @Override
    public CncResult<AppliedOperation> create(NetworkTopology known, PolicyRequest request) {
        throw new UnsupportedOperationException("tunnels are made through NSO");
    }

    @Override
    public CncResult<AppliedOperation> modify(NetworkTopology known, PolicyRequest request) {
        throw new UnsupportedOperationException("tunnels are made through NSO");
    }

    @Override
    public CncResult<AppliedOperation> delete(NetworkTopology known, PolicyKey key) {
        throw new UnsupportedOperationException("tunnels are made through NSO");
    }

    /** The SR policies that the configuration makes, and what refuses to go. */
    synchronized List<SrPolicy> live() {
        var live = new ArrayList<>(ghosts);
        live.addAll(new NsoPolicyRealization(policies.values(), lists, controller.network, type, down).live());
        return live;
    }

    NsoPolicy policyNamed(String name) {
        return Objects.requireNonNull(policies.get(name), name);
    }

    SidList listNamed(String name) {
        return Objects.requireNonNull(lists.get(name), name);
    }

    private static <T> CncResult<T> found(@Nullable T value, String name) {
        return value == null ? CncResult.notFound(name) : CncResult.ok(value);
    }
}
