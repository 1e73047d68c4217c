package io.cemfleet.restoration.watch;

import io.cemfleet.a2a.contract.MonitorRestoration;
import java.time.Instant;
import java.util.Comparator;
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

    /** The protection with the latest moment that is known. */
    static MonitorRestoration.WatchedProtection known(
            MonitorRestoration.WatchedProtection asked, @Nullable RestorationWatch before, Instant now) {
        Optional<MonitorRestoration.WatchedProtection> former = Stream.ofNullable(before)
                .flatMap(watch -> watch.protections().stream())
                .filter(watched -> watched.tunnelId().equals(asked.tunnelId()))
                .findFirst();
        if (former.isEmpty()) {
            return asked;
        }
        Instant since = samePath(former.get(), asked) ? former.get().steeredAt() : now;
        return asked.withSteeredAt(later(asked.steeredAt(), since));
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
