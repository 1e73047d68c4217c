package io.cemfleet.orchestrator.flow;

import io.cemfleet.a2a.contract.AuditEventType;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An event for the audit trail.
 *
 * @param actor the operator, null for the orchestrator itself
 */
public record AuditEntry(AuditEventType type, @Nullable String actor, Map<String, Object> details) {}
