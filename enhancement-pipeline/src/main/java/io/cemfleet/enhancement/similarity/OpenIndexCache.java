package io.cemfleet.enhancement.similarity;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.lucene.store.AlreadyClosedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * The tenants' indexes that are open in this process, at most {@link SimilaritySettings#open()}. An evicted index is
 * closed and stays on disk, from which it is opened again on demand. Other instances have indexes of their own.
 */
final class OpenIndexCache implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(OpenIndexCache.class);
    /** Safe as a file's name. */
    private static final Pattern TENANT = Pattern.compile("[a-z0-9-]{1,100}");

    private final ResolvedTicketStore store;
    private final SimilaritySettings settings;
    private final Clock clock;
    private final InstanceDirectory folder;
    private final Cache<String, TenantTicketIndex> open;
    private volatile boolean closed;

    /** @throws IOException when the configured directory cannot be written to */
    OpenIndexCache(ResolvedTicketStore store, SimilaritySettings settings, Clock clock) throws IOException {
        this.store = store;
        this.settings = settings;
        this.clock = clock;
        this.folder = InstanceDirectory.below(settings.folder());
        // The listener runs before the same tenant's index can be opened again: one directory never has two writers.
        this.open = Caffeine.newBuilder()
                .maximumSize(settings.open())
                .<String, TenantTicketIndex>evictionListener((tenant, history, cause) -> {
                    if (tenant != null && history != null) {
                        keep(tenant, history);
                    }
                })
                .build();
    }

    /** The tenant's index, from disk or empty when it is not open. It may be closed at any time by another thread. */
    TenantTicketIndex get(String tenantId) throws IOException {
        if (!TENANT.matcher(tenantId).matches()) {
            throw new IllegalArgumentException("a tenant's id must match " + TENANT);
        }
        TenantTicketIndex known = open.getIfPresent(tenantId);
        return known != null ? known : IndexFileWork.run(() -> open.get(tenantId, this::open));
    }

    private TenantTicketIndex open(String tenantId) {
        if (closed) {
            throw new AlreadyClosedException("this process ends");
        }
        try {
            TicketIndex index = TicketIndex.open(folder.of(tenantId), settings);
            return new TenantTicketIndex(tenantId, store, index, settings.catchUp(), clock);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void keep(String tenantId, TenantTicketIndex history) {
        try {
            history.keep();
        } catch (IOException e) {
            LOG.warn(
                    "An index of similar tickets cannot be kept, it is made again when it is needed: {}", e.toString());
            remove(folder.of(tenantId));
        }
    }

    /** Removes an index that has failed, unless it is closed already or another has taken its place. */
    void failed(String tenantId, TenantTicketIndex history, Exception reason) throws IOException {
        IndexFileWork.run(() -> open.asMap().computeIfPresent(tenantId, (tenant, current) -> {
            if (current != history) {
                return current;
            }
            LOG.warn("An index of similar tickets has failed and is made again from the table: {}", reason.toString());
            remove(tenant, current);
            return null;
        }));
    }

    /** Removes a tenant's index from memory and disk. Searches that have begun end as if it were still there. */
    void forget(String tenantId) throws IOException {
        if (!TENANT.matcher(tenantId).matches()) {
            return;
        }
        IndexFileWork.run(() -> open.asMap().compute(tenantId, (tenant, current) -> {
            if (current == null) {
                remove(folder.of(tenant));
            } else {
                remove(tenant, current);
            }
            return null;
        }));
    }

    private void remove(String tenantId, TenantTicketIndex history) {
        try {
            history.close();
        } catch (IOException e) {
            LOG.warn("An index of similar tickets does not close: {}", e.toString());
            remove(folder.of(tenantId));
        }
    }

    private static void remove(Path index) {
        try {
            FileSystemUtils.deleteRecursively(index);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tenants whose indexes are open. */
    Set<String> tenants() {
        open.cleanUp();
        return Set.copyOf(open.asMap().keySet());
    }

    /** Closes all and removes the files of this process. */
    @Override
    public void close() throws IOException {
        closed = true;
        for (String tenantId : tenants()) {
            forget(tenantId);
        }
        folder.close();
    }
}
