package io.cemfleet.lab.cnc;

import io.cemfleet.lab.cnc.RoutePatch.RoutePatchEdit;
import io.cemfleet.lab.network.ChangeOutcome;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.PolicyTransactionOutcome;
import io.cemfleet.lab.network.RouteEdit;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Patches of {@code l3vpn-ntw}: all edits are in force afterwards, or none is. A locked service refuses the whole. */
@Component
class RouteTransactions {
    private final LabNetwork network;
    private final NsoPlans plans;
    private final RouteLocks locks;

    RouteTransactions(LabNetwork network, NsoPlans plans, RouteLocks locks) {
        this.network = network;
        this.plans = plans;
        this.locks = locks;
    }

    CncReply commit(CncRequest request) {
        RoutePatch patch = RoutePatch.of(request, network.topology());
        for (RoutePatchEdit edit : patch.edits()) {
            if (lock(edit).filter(RouteLocks.Lock.REFUSES::equals).isPresent()) {
                return CncReply.nso(
                        502, "operation-failed", "Network Element Driver: " + edit.target() + ": device out of sync");
            }
        }
        List<RoutePatchEdit> effective =
                patch.edits().stream().filter(edit -> lock(edit).isEmpty()).toList();
        return switch (network.commitRoutes(
                effective.stream().map(RoutePatchEdit::edit).toList())) {
            case PolicyTransactionOutcome.Committed done -> {
                patch.edits().forEach(this::planned);
                yield PolicyPatch.done(patch.patchId());
            }
            case PolicyTransactionOutcome.RolledBack(int at, ChangeOutcome.Refused refused) -> {
                RoutePatchEdit fault = effective.get(at);
                yield PolicyPatch.status(patch.patchId(), fault.id(), fault.target(), NsoReplies.message(refused));
            }
        };
    }

    private Optional<RouteLocks.Lock> lock(RoutePatchEdit edit) {
        return edit.edit() instanceof RouteEdit.ColorNode(String vpnId, String node, String routePolicy)
                ? locks.of(vpnId)
                : Optional.empty();
    }

    private void planned(RoutePatchEdit edit) {
        if (edit.edit() instanceof RouteEdit.ColorNode(String vpnId, String node, String routePolicy)) {
            plans.written("vpn/" + vpnId);
        }
    }
}
