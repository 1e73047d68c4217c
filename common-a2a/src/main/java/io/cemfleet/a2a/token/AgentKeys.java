package io.cemfleet.a2a.token;

import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.JWSVerifier;
import io.cemfleet.a2a.message.AgentName;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An agent's own key and the public keys of those it talks with. The files are checked again before a key is used, at
 * most every {@link #CHECKED_EVERY}, and at once for a key that is not known; changes take effect without a restart.
 * Files that cannot be read leave the keys as they were.
 */
public final class AgentKeys {
    /** How long an agent may use keys without checking the files. */
    public static final Duration CHECKED_EVERY = Duration.ofSeconds(5);

    private static final Duration UNKNOWN_KEY_CHECKED_EVERY = Duration.ofSeconds(1);
    private static final Logger LOG = LoggerFactory.getLogger(AgentKeys.class);

    private final KeyDirectory folder;
    private final ReentrantLock reading = new ReentrantLock();
    private volatile KeyDirectory.LoadedKeys keys;
    private volatile long checkedAt;
    private Map<Path, FileTime> changes;
    private @Nullable String fault;

    private AgentKeys(KeyDirectory folder) {
        this.folder = folder;
        this.changes = folder.changes();
        this.keys = folder.read();
        this.checkedAt = System.nanoTime();
    }

    /** @param id the thumbprint of the public half */
    record OwnSigningKey(String id, JWSSigner signer) {
        static OwnSigningKey of(Ed25519Keys.Ed25519PrivateKey key) {
            return new OwnSigningKey(key.publicHalf().thumbprint(), key.signer());
        }
    }

    record VerificationKey(AgentName agent, JWSVerifier verifier) {}

    /**
     * Reads {@code <agent>.key}, and {@code <agent>.pub} and {@code <agent>.next.pub} of every agent.
     *
     * @throws IllegalStateException when the own key is missing or anything is not a key: no key, no start
     */
    public static AgentKeys read(Path directory, AgentName self) {
        return new AgentKeys(new KeyDirectory(directory, self));
    }

    AgentName self() {
        return folder.self();
    }

    OwnSigningKey own() {
        check(CHECKED_EVERY);
        return keys.own();
    }

    /** The owner of the key, if tokens may be signed with it. */
    Optional<VerificationKey> known(@Nullable String id) {
        if (id == null) {
            return Optional.empty();
        }
        check(CHECKED_EVERY);
        if (!keys.known().containsKey(id)) {
            check(UNKNOWN_KEY_CHECKED_EVERY);
        }
        return Optional.ofNullable(keys.known().get(id));
    }

    private void check(Duration every) {
        if (fresh(every)) {
            return;
        }
        reading.lock();
        try {
            if (!fresh(every)) {
                readWhatChanged();
                checkedAt = System.nanoTime();
            }
        } finally {
            reading.unlock();
        }
    }

    private boolean fresh(Duration every) {
        return System.nanoTime() - checkedAt < every.toNanos();
    }

    private void readWhatChanged() {
        Map<Path, FileTime> found = folder.changes();
        if (found.equals(changes) && fault == null) {
            return;
        }
        try {
            KeyDirectory.LoadedKeys read = folder.read();
            if (!found.equals(changes)) {
                LOG.info(
                        "keys were read again: signing with {}, {} public keys are known",
                        read.own().id(),
                        read.known().size());
            }
            keys = read;
            changes = found;
            fault = null;
        } catch (IllegalStateException e) {
            if (!String.valueOf(e.getMessage()).equals(fault)) {
                fault = String.valueOf(e.getMessage());
                LOG.warn("the keys stay as they were: {}", fault);
            }
        }
    }
}
