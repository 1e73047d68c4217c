package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.policy.WriteMandate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for a step on an existing tunnel.
 *
 * @param incidentId whose tunnel it must be, absent: any
 * @param services that it is to carry beside its plan's
 * @param pathVersion that the sender expects, absent: any
 */
public record StepCommand(
        String tunnelId,
        @Nullable String incidentId,
        List<String> services,
        @Nullable Long pathVersion,
        WriteMandate mandate,
        TaskAttempt attempt) {

    /** A step that names no services and any path. */
    public static StepCommand on(String tunnelId, WriteMandate mandate, TaskAttempt attempt) {
        return new StepCommand(tunnelId, null, List.of(), null, mandate, attempt);
    }
}
