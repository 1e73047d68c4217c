package io.cemfleet.enhancement.servicedesk;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.enhancement.privacy.PlainText;
import io.cemfleet.enhancement.stage.StageDeadline;
import io.cemfleet.enhancement.stage.TenantProfile;
import java.util.List;
import java.util.Optional;

/**
 * Appends our block to a description that others may edit at the same time. The service desk has no conditional write,
 * so the description is read right before it is written, and again afterwards: a text that replaced ours gets the block
 * too. Where the desk keeps a history, an edit that our write replaced unread is put back. A description that is edited
 * all the time is left to its editors.
 */
final class DescriptionAppender {
    private static final int ROUNDS = 4;

    private final ServiceDeskClient desk;
    private final TenantProfile tenant;
    private final StageDeadline deadline;

    DescriptionAppender(ServiceDeskClient desk, TenantProfile tenant, StageDeadline deadline) {
        this.desk = desk;
        this.tenant = tenant;
        this.deadline = deadline;
    }

    /** The result of appending. */
    enum AppendResult {
        WRITTEN,
        WAS_THERE,
        /** Others wrote each time between our reading and our writing. */
        CONTESTED
    }

    /** @param line the line by which the block is recognised */
    DeskResponse<AppendResult> append(String ticketId, String line, String block) {
        boolean wrote = false;
        String before = "";
        for (int round = 0; round < ROUNDS; round++) {
            DeskResponse<DeskTicket> read = desk.ticket(tenant, ticketId, deadline);
            if (!(read instanceof DeskResponse.Ok<DeskTicket>(DeskTicket found))) {
                return read.map(never -> AppendResult.CONTESTED);
            }
            String now = found.description();
            String next;
            if (ServiceDeskClient.contains(now, line)) {
                Optional<DescriptionChange> ours = ours(found.id(), line);
                if (ours.isEmpty() || isKept(ours.get(), now)) {
                    return new DeskResponse.Ok<>(wrote ? AppendResult.WRITTEN : AppendResult.WAS_THERE);
                }
                next = withLost(ours.get(), now, block);
            } else if (wrote && now.equals(before)) {
                // The desk acknowledged the write and still shows the old text: its view lags behind.
                return new DeskResponse.Ok<>(AppendResult.WRITTEN);
            } else {
                before = now;
                next = NoteBlock.below(now, block);
            }
            DeskResponse<JsonNode> written = desk.describe(tenant, found.id(), next, deadline);
            if (!(written instanceof DeskResponse.Ok<JsonNode>)) {
                return written.map(never -> AppendResult.CONTESTED);
            }
            wrote = true;
        }
        return new DeskResponse.Ok<>(AppendResult.CONTESTED);
    }

    /** The change that added our block; empty where the desk keeps no history, or does not return it. */
    private Optional<DescriptionChange> ours(String requestId, String line) {
        return desk.descriptionChanges(tenant, requestId, deadline)
                        instanceof DeskResponse.Ok<List<DescriptionChange>>(var changes)
                ? changes.stream()
                        .filter(change -> ServiceDeskClient.contains(change.after(), line)
                                && !ServiceDeskClient.contains(change.before(), line))
                        .findFirst()
                : Optional.empty();
    }

    /** Whether the text that our write replaced is in the description, or was known to the write. */
    private static boolean isKept(DescriptionChange ours, String now) {
        return !ours.overwrote()
                || TicketText.fingerprint(ours.before()).equals(TicketText.fingerprint(now))
                || (!isUntouched(ours, now) && PlainText.of(now).contains(PlainText.of(ours.before())));
    }

    private static boolean isUntouched(DescriptionChange ours, String now) {
        return TicketText.fingerprint(ours.after()).equals(TicketText.fingerprint(now));
    }

    /** In place of our write's text; beside it when it has been edited since. */
    private static String withLost(DescriptionChange ours, String now, String block) {
        return isUntouched(ours, now) ? NoteBlock.below(ours.before(), block) : NoteBlock.below(now, ours.before());
    }
}
