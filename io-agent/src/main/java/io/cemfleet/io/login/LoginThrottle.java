package io.cemfleet.io.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.cemfleet.io.ConsoleSettings;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * Limits wrong passwords, in this process. From an unknown address they count for the account at this address, for the
 * address, and for the account; from an address with an earlier login to the account, not for the account; in a browser
 * with an earlier login, for that browser only. So a stranger delays strangers, and never the owner. A success releases
 * its own try, and no others.
 */
@Component
class LoginThrottle {
    private static final int REMEMBERED = 20_000;
    private static final int BEGUN = 100;
    private static final Duration SHORT = Duration.ofMinutes(5);
    private static final Duration LONG = Duration.ofHours(1);
    private static final Duration KNOWN = Duration.ofDays(30);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final List<ReentrantLock> turns =
            Stream.generate(ReentrantLock::new).limit(256).toList();
    private final DeviceCookies devices;
    private final ConsoleSettings.PasswordTries tries;
    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterAccess(LONG)
            .build();
    private final Cache<String, Boolean> knownPlaces = Caffeine.newBuilder()
            .maximumSize(REMEMBERED)
            .expireAfterWrite(KNOWN)
            .build();

    LoginThrottle(DeviceCookies devices, ConsoleSettings settings) {
        this.devices = devices;
        this.tries = settings.tries();
    }

    /**
     * Runs the login when no other password from the address is being checked: so that parallel tries are not worth
     * more than sequential ones, and right passwords do not count as tries meanwhile.
     *
     * @throws TooManyTriesException when others take too long
     */
    <T> T inSequence(LoginAttempt attempt, Supplier<T> login) {
        ReentrantLock turn = turns.get(Math.floorMod(attempt.address().hashCode(), turns.size()));
        boolean mine = false;
        try {
            mine = turn.tryLock(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
            if (!mine) {
                throw new TooManyTriesException(PATIENCE);
            }
            return login.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new TooManyTriesException(PATIENCE);
        } finally {
            if (mine) {
                turn.unlock();
            }
        }
    }

    /**
     * Takes a try before the password is checked.
     *
     * @throws TooManyTriesException when there is none left
     */
    PasswordTry take(String typedAccount, LoginAttempt attempt) {
        String account = LoginAttempt.account(typedAccount);
        List<Bucket> taken = new ArrayList<>();
        for (Bucket bucket : counting(account, attempt)) {
            ConsumptionProbe probe = bucket.tryConsumeAndReturnRemaining(1);
            if (!probe.isConsumed()) {
                taken.forEach(other -> other.addTokens(1));
                throw new TooManyTriesException(Duration.ofNanos(probe.getNanosToWaitForRefill()));
            }
            taken.add(bucket);
        }
        return new PasswordTry(place(account, attempt), taken);
    }

    /** Whether one more login may be begun at the identity provider: each is a row until it ends. */
    boolean mayBegin(String remoteAddress) {
        String address = LoginAttempt.from(remoteAddress, "").address();
        return bucket("begin", address, BEGUN, SHORT).tryConsume(1);
    }

    private List<Bucket> counting(String account, LoginAttempt attempt) {
        Optional<String> device = devices.device(attempt.device(), account);
        if (device.isPresent()) {
            return List.of(bucket("device", device.get() + '\n' + account, tries.perDevice(), SHORT));
        }
        List<Bucket> counting = new ArrayList<>();
        counting.add(bucket("pair", place(account, attempt), tries.perPair(), SHORT));
        counting.add(bucket("address", attempt.address(), tries.perAddress(), SHORT));
        if (knownPlaces.getIfPresent(place(account, attempt)) == null) {
            counting.add(bucket("account", account, tries.perAccount(), LONG));
        }
        return counting;
    }

    private Bucket bucket(String kind, String of, int capacity, Duration time) {
        return buckets.get(kind + '\n' + of, key -> Bucket.builder()
                .addLimit(limit -> limit.capacity(capacity).refillGreedy(capacity, time))
                .build());
    }

    private static String place(String account, LoginAttempt attempt) {
        return attempt.address() + '\n' + account;
    }

    /** A try that was taken. Unless it succeeds, it is spent. */
    final class PasswordTry {
        private final String place;
        private final List<Bucket> taken;

        private PasswordTry(String place, List<Bucket> taken) {
            this.place = place;
            this.taken = taken;
        }

        void succeeded() {
            knownPlaces.put(place, true);
            taken.forEach(bucket -> bucket.addTokens(1));
        }
    }
}
