package io.cemfleet.lab.cnc;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** VPN services whose routes temporarily accept no other colour, at any of their nodes. */
@Component
public class RouteLocks {

    /** The effect of a write to such a service's route policy. */
    public enum Lock {
        /** NSO cannot commit, since the device's configuration was changed out of band. */
        REFUSES,
        /** NSO accepts the write, but the routes keep their colour, since a policy of the customer follows. */
        KEEPS;

        /** The lock with this name on the wire, in lower case. */
        public static Optional<Lock> named(@Nullable String name) {
            return Arrays.stream(values())
                    .filter(lock -> lock.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst();
        }
    }

    private final Map<String, Lock> locks = new ConcurrentHashMap<>();

    /** Locks the routes of a service, and replaces an earlier lock. */
    public void lock(String vpnId, Lock lock) {
        locks.put(vpnId, lock);
    }

    /** Unlocks a service; no effect where it is not locked. */
    public void unlock(String vpnId) {
        locks.remove(vpnId);
    }

    /** Every lock, by the id of its service. */
    public Map<String, Lock> all() {
        return Map.copyOf(locks);
    }

    Optional<Lock> of(String vpnId) {
        return Optional.ofNullable(locks.get(vpnId));
    }
}
