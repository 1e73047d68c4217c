package io.cemfleet.launcher.state;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * A lock that a command holds while it starts or stops processes, so that two commands never do so at once. It ends
 * with the process.
 */
public final class FleetLock implements AutoCloseable {
    private final FileChannel channel;

    private FleetLock(FileChannel channel) {
        this.channel = channel;
    }

    public static FleetLock take(FleetPaths home) {
        try {
            var channel =
                    FileChannel.open(home.run().resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new FleetFailure(
                        "another ./fleet command is starting or stopping this fleet; try again when it has ended");
            }
            return new FleetLock(channel);
        } catch (IOException e) {
            throw new FleetFailure("cannot lock " + home.run() + ": " + e.getMessage(), e);
        }
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new FleetFailure("cannot release the lock: " + e.getMessage(), e);
        }
    }
}
