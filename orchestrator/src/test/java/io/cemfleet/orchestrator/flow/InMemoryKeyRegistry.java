package io.cemfleet.orchestrator.flow;

import io.cemfleet.orchestrator.incident.ProtectionKey;
import io.cemfleet.orchestrator.incident.ProtectionKeyRegistry;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** A registry of protection keys in memory. */
final class InMemoryKeyRegistry implements ProtectionKeyRegistry {
    final Map<String, String> owners = new HashMap<>();
    final Map<ProtectionKey, Integer> notHelped = new HashMap<>();
    final List<String> avoided = new ArrayList<>();
    final Set<String> degradedElsewhere = new HashSet<>();
    boolean othersRestore;

    @Override
    public Map<ProtectionKey, String> claim(String incidentId, Collection<ProtectionKey> keys) {
        Map<ProtectionKey, String> others = new HashMap<>();
        for (ProtectionKey key : keys) {
            String owner = owners.computeIfAbsent(key.traffic(), free -> incidentId);
            if (!owner.equals(incidentId)) {
                others.put(key, owner);
            }
        }
        return others;
    }

    @Override
    public Optional<String> owner(ProtectionKey key) {
        return Optional.ofNullable(owners.get(key.traffic()));
    }

    @Override
    public boolean avoids(String incidentId, Collection<String> links) {
        return avoided.containsAll(links);
    }

    @Override
    public Set<String> degradedElsewhere(String incidentId, Collection<String> links) {
        return links.stream().filter(degradedElsewhere::contains).collect(Collectors.toSet());
    }

    @Override
    public int judged(String incidentId, ProtectionKey key, boolean helped) {
        return notHelped.merge(key, helped ? 0 : 1, (before, one) -> helped ? 0 : before + 1);
    }

    @Override
    public boolean stopped(ProtectionKey key) {
        return notHelped.getOrDefault(key, 0) >= MOST_NOT_HELPED;
    }

    @Override
    public boolean othersRestore(String incidentId) {
        return othersRestore;
    }

    @Override
    public void resume(ProtectionKey key) {
        notHelped.remove(key);
    }
}
