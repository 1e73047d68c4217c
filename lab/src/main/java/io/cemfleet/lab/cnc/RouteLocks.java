package io.cemfleet.lab.cnc;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** VPN services whose routes take no other colour for a while, at any of their nodes. */
@Component
public class RouteLocks {

    /** What becomes of a write to such a service's route policy. */
    public enum Lock {
        /** NSO cannot commit: the device's configuration was changed beside it. */
        REFUSES,
        /** NSO takes it, and the routes keep what they have: a policy of the customer's comes after it. */
        KEEPS;

        /** The lock with this name on the wire, in lower case. */
        public static Optional<Lock> named(@Nullable String name) {
            return Arrays.stream(values())
                    .filter(lock -> lock.name().toLowerCase(Locale.ROOT).equals(name))
                    .findFirst();
        }
    }

    private final Map<String, Lock> locks = new ConcurrentHashMap<>();

    /** Locks the routes of a service, in place of the lock before. */
    public void lock(String vpnId, Lock lock) {
        locks.put(vpnId, lock);
    }

    /** Unlocks a service; one that is not locked stays as it is. */
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
