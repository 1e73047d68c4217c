package io.cemfleet.enhancement.similarity;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.apache.lucene.store.FSDirectory;
import org.apache.lucene.store.Lock;
import org.apache.lucene.store.LockObtainFailedException;
import org.apache.lucene.store.NativeFSLockFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/**
 * A directory of one instance below one that several may share, readable for its owner only. A lock marks it as used;
 * the next instance that starts removes directories of instances that ended without closing theirs.
 */
final class InstanceDirectory implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(InstanceDirectory.class);
    private static final String PREFIX = "instance-";
    private static final String LOCK = "in-use.lock";
    private static final int ATTEMPTS = 5;

    private final Path path;
    private final Lock lock;

    private InstanceDirectory(Path path, Lock lock) {
        this.path = path;
        this.lock = lock;
    }

    /** @throws IOException when nothing can be written below the shared directory */
    static InstanceDirectory below(Path shared) throws IOException {
        Files.createDirectories(shared);
        removeAbandoned(shared);
        for (int attempt = 1; ; attempt++) {
            Path path = Files.createTempDirectory(shared, PREFIX);
            try {
                Lock lock = lock(path);
                lock.ensureValid();
                return new InstanceDirectory(path, lock);
            } catch (IOException e) {
                // Another instance that starts at this moment may consider it abandoned.
                if (attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static void removeAbandoned(Path shared) throws IOException {
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(shared, PREFIX + "*")) {
            for (Path folder : folders) {
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
                    removeIfAbandoned(folder);
                }
            }
        }
    }

    private static void removeIfAbandoned(Path folder) {
        try (Lock held = lock(folder)) {
            held.ensureValid();
            FileSystemUtils.deleteRecursively(folder);
        } catch (LockObtainFailedException e) {
            LOG.debug("{} is used by another instance", folder);
        } catch (IOException e) {
            LOG.warn("{} of an instance that has ended cannot be removed: {}", folder, e.toString());
        }
    }

    private static Lock lock(Path folder) throws IOException {
        try (FSDirectory directory = FSDirectory.open(folder)) {
            return NativeFSLockFactory.INSTANCE.obtainLock(directory, LOCK);
        }
    }

    Path of(String tenantId) {
        return path.resolve(tenantId);
    }

    /** Removes the directory with its content. */
    @Override
    public void close() throws IOException {
        try (lock) {
            FileSystemUtils.deleteRecursively(path);
        }
    }
}
