package io.cemfleet.impact.network;

import io.cemfleet.impact.ImpactSettings;
import io.cemfleet.network.topology.Link;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Links that left the topology, each with the network in which it was last seen: no flow crosses a cut link any more,
 * and yet the traffic that it carried is known. A link that is back is forgotten, as is one that was gone for long.
 *
 * <p>The newest network is stored with them. So a link that is cut while this agent is down is found missing at the
 * first reading after the start, and a finding that was not stored is made again.
 */
@Component
class WithdrawnLinkHistory {

    /** Networks that are kept at most: each is a topology with its policies. */
    private static final int MOST = 50;

    private final NetworkStore store;
    private final Duration kept;
    private final Clock clock;
    private final Map<String, WithdrawnLink> gone;
    private @Nullable SeenNetwork newest;
    private boolean unsaved;

    WithdrawnLinkHistory(NetworkStore store, ImpactSettings settings, Clock clock) {
        this.store = store;
        this.kept = settings.reading().goneLinks();
        this.clock = clock;
        var remembered = store.load();
        this.newest = remembered.newest();
        this.gone = new HashMap<>(remembered.gone());
    }

    /** The network as it was read now, with those before it in which links are that it lacks. */
    synchronized ServiceNetworkState see(ServiceNetworkState state) {
        var before = newest;
        if (before == null || !before.equalsIn(state)) {
            newest = SeenNetwork.of(state);
            unsaved = true;
        }
        if (before != null && !before.hasTopologyOf(state)) {
            addMissing(before, state);
        }
        forget(state);
        return state.with(gone.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().network().state())));
    }

    /** Stores what changed since it was stored last. */
    void save() {
        var changed = unsavedMemory();
        if (changed == null) {
            return;
        }
        try {
            store.save(changed);
        } catch (RuntimeException e) {
            saveAgain();
            throw e;
        }
    }

    private synchronized @Nullable PersistedNetworks unsavedMemory() {
        if (!unsaved) {
            return null;
        }
        unsaved = false;
        return new PersistedNetworks(newest, gone);
    }

    private synchronized void saveAgain() {
        unsaved = true;
    }

    private void addMissing(SeenNetwork before, ServiceNetworkState now) {
        var at = clock.instant();
        before.state().topology().links().stream()
                .map(Link::id)
                .filter(id -> now.topology().link(id).isEmpty())
                .forEach(id -> gone.put(id, new WithdrawnLink(before, at)));
    }

    private void forget(ServiceNetworkState now) {
        var oldest = clock.instant().minus(kept);
        boolean forgotten = gone.entrySet()
                .removeIf(entry -> now.topology().link(entry.getKey()).isPresent()
                        || entry.getValue().goneAt().isBefore(oldest));
        boolean tooMany = forgetOldest();
        unsaved = unsaved || forgotten || tooMany;
    }

    private boolean forgetOldest() {
        Set<Instant> moments = gone.values().stream()
                .map(WithdrawnLink::goneAt)
                .sorted()
                .collect(Collectors.toCollection(LinkedHashSet::new));
        var tooOld = moments.stream().limit(Math.max(0, moments.size() - MOST)).collect(Collectors.toSet());
        return gone.values().removeIf(link -> tooOld.contains(link.goneAt()));
    }
}
