package io.cemfleet.tunnel.control;

import io.cemfleet.a2a.contract.AuditDetails;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.outbox.AuditLog;
import io.cemfleet.tunnel.policy.AutomationCaps;
import io.cemfleet.tunnel.policy.AutomationControls;
import io.cemfleet.tunnel.policy.ChangeFreeze;
import io.cemfleet.tunnel.policy.GlobalStop;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Applies operators' changes of the controls; each change is one commit with its audit event, and takes effect with it.
 */
@Component
public class ControlCommandService {
    private final ControlStore store;
    private final AuditLog audit;
    private final TransactionTemplate transactions;

    ControlCommandService(ControlStore store, AuditLog audit, TransactionTemplate transactions) {
        this.store = store;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** The author of a change, and the reason. */
    public record ChangeAuthor(String actor, String reason) {}

    public AutomationControls now() {
        return store.read();
    }

    /** Stops all writes, or lets them go on. */
    public AutomationControls stop(boolean stopped, ChangeAuthor act) {
        return change(act, before -> {
            store.stop(new GlobalStop(stopped, act.reason(), act.actor(), null));
            return new AuditDetails.OperatorCommand(stopped ? "stop_automation" : "resume_automation").members();
        });
    }

    public AutomationControls freeze(ChangeFreeze freeze) {
        return change(new ChangeAuthor(freeze.actor(), freeze.reason()), before -> {
            store.add(freeze);
            return facts("freeze", freeze);
        });
    }

    /** Ends a freeze before its time; false when no present or future freeze has the id. */
    public boolean lift(UUID id, ChangeAuthor act) {
        return Objects.requireNonNull(transactions.execute(status -> {
            var found = store.lock().freezes().stream()
                    .filter(freeze -> freeze.id().equals(id))
                    .findFirst();
            found.ifPresent(freeze -> {
                store.lift(id, act.actor(), act.reason());
                tell(act, facts("lift_freeze", freeze));
            });
            return found.isPresent();
        }));
    }

    /** Replaces the protected nodes. */
    public AutomationControls protect(Set<String> nodes, ChangeAuthor act) {
        return change(act, before -> {
            store.protect(new TreeSet<>(nodes));
            return new AuditDetails.OperatorCommand("protect_nodes")
                    .with(Map.of("before", before.protectedNodes(), "after", new TreeSet<>(nodes)));
        });
    }

    /** Replaces the caps. Existing tunnels are not touched. */
    public AutomationControls cap(AutomationCaps caps, ChangeAuthor act) {
        return change(act, before -> {
            store.cap(caps);
            return new AuditDetails.OperatorCommand("set_caps").with(Map.of("before", before.caps(), "after", caps));
        });
    }

    private AutomationControls change(ChangeAuthor act, Function<AutomationControls, Map<String, Object>> work) {
        return Objects.requireNonNull(transactions.execute(status -> {
            tell(act, work.apply(store.lock()));
            return store.read();
        }));
    }

    private void tell(ChangeAuthor act, Map<String, Object> facts) {
        var details = new LinkedHashMap<String, Object>(facts);
        details.put("reason", act.reason());
        audit.record(AuditEventType.OPERATOR_ACTION, null, act.actor(), details, UUID.randomUUID());
    }

    private static Map<String, Object> facts(String action, ChangeFreeze freeze) {
        return new AuditDetails.OperatorCommand(action)
                .with(Map.of(
                        "freeze_id", freeze.id().toString(),
                        "from", freeze.from().toString(),
                        "until", freeze.until().toString(),
                        "nodes", new TreeSet<>(freeze.nodes())));
    }
}
