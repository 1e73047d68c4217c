package io.cemfleet.a2a.contract;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The details of a {@code send_notification}, one record for each event that the orchestrator reports. Members are
 * shown to people by name; those that a sender of another version has or lacks do no harm.
 */
public sealed interface NotificationDetails {

    /** The members on the wire; absent values are left out. */
    default Map<String, Object> members() {
        return DetailsJson.members(this);
    }

    /** {@code incident_opened}. */
    record Opening(List<String> degradedLinks) implements NotificationDetails {}

    /** {@code protection_active}: the scalars are of the tunnel of the highest tier. */
    record ActiveProtection(
            @Nullable String tunnelId,
            @Nullable SegmentId bindingSid,
            @Nullable TeType teType,
            List<StatusDetails.CreatedTunnel> tunnels,
            int servicesSteered,
            @Nullable Map<String, UnsteeredReason> notSteered)
            implements NotificationDetails {}

    /**
     * {@code approval_needed}.
     *
     * @param services number of services that the plan protects
     */
    record ApprovalRequest(
            @Nullable TeType pathType,
            @Nullable Integer hopCount,
            @Nullable List<String> relaxed,
            List<StatusDetails.PlannedPath> paths,
            WaitingFor waitingFor,
            List<String> degradedLinks,
            List<String> protections,
            long services,
            List<OperatorActionKind> options)
            implements NotificationDetails {}

    /** {@code escalation}. */
    record EscalationCall(EscalationReason reason, String phase) implements NotificationDetails {}

    /** {@code restoration_complete}: the incident is closed. */
    record Closure(
            IncidentResolution resolution,
            CloseReason closeReason,
            long durationSeconds,
            List<String> degradedLinks,
            int affectedServicesCount,
            List<String> tunnelIds)
            implements NotificationDetails {}
}
