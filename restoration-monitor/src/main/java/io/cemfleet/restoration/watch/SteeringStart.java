package io.cemfleet.restoration.watch;

import io.cemfleet.a2a.contract.MonitorRestoration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * From when on a tunnel's traffic is on its present path. The request says when the traffic was put on the tunnel; a
 * tunnel that got another path since it was last watched has had that path only since then.
 */
final class SteeringStart {
    private SteeringStart() {}

    /**
     * The protection with the latest moment that is known.
     *
     * @param before the protections of the incident's earlier watch
     */
    static MonitorRestoration.WatchedProtection known(
            MonitorRestoration.WatchedProtection requested,
            List<MonitorRestoration.WatchedProtection> before,
            Instant now) {
        Optional<MonitorRestoration.WatchedProtection> former = before.stream()
                .filter(watched -> watched.tunnelId().equals(requested.tunnelId()))
                .findFirst();
        if (former.isEmpty()) {
            return requested;
        }
        Instant since = samePath(former.get(), requested) ? former.get().steeredAt() : now;
        return requested.withSteeredAt(later(requested.steeredAt(), since));
    }

    private static boolean samePath(
            MonitorRestoration.WatchedProtection one, MonitorRestoration.WatchedProtection other) {
        return one.protectionPath().links().equals(other.protectionPath().links())
                && Objects.equals(one.pathVersion(), other.pathVersion());
    }

    private static @Nullable Instant later(@Nullable Instant one, @Nullable Instant other) {
        return Stream.of(Optional.ofNullable(one), Optional.ofNullable(other))
                .flatMap(Optional::stream)
                .max(Comparator.naturalOrder())
                .orElse(null);
    }
}
