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
 * Remembers links that left the topology, each with the last network that had it: no flow crosses a cut link, but the
 * traffic that it carried is still known. A link is forgotten when it is back, or after some time.
 *
 * <p>The newest network is stored with them. So the first reading after a start finds links that were cut while this
 * agent was down, and repeats findings that were not stored.
 */
@Component
class WithdrawnLinkHistory {

    /** The largest number of networks in memory; each is a topology with its policies. */
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

    /** The network as read now, with the former networks that have the links which it lacks. */
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

    /** Stores the changes since the last call. */
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
