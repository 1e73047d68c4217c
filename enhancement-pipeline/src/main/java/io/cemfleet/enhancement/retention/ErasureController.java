package io.cemfleet.enhancement.retention;

import io.cemfleet.a2a.contract.AuditDetails;
import io.cemfleet.a2a.contract.AuditEventType;
import io.cemfleet.a2a.outbox.AuditLog;
import io.cemfleet.enhancement.tenant.TenantRegistry;
import io.cemfleet.runtime.problem.ProblemException;
import io.cemfleet.runtime.security.AdminOnly;
import io.cemfleet.runtime.security.AuthenticatedUser;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.IntSupplier;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionTemplate;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Erasure of a tenant or of a ticket. Records of the topic of jobs go with the topic's retention. */
@AdminOnly
@RestController
@RequestMapping("/api/tenants/{tenantId:[a-z0-9-]{1,100}}")
class ErasureController {
    private final TenantRegistry tenants;
    private final TenantDataEraser data;
    private final AuditLog audit;
    private final TransactionTemplate transactions;

    ErasureController(TenantRegistry tenants, TenantDataEraser data, AuditLog audit, TransactionTemplate transactions) {
        this.tenants = tenants;
        this.data = data;
        this.audit = audit;
        this.transactions = transactions;
    }

    /** @param removed rows removed */
    record Erased(int removed) {}

    /** An active tenant is not erased by mistake: it has to be deactivated first. */
    @DeleteMapping
    Erased tenant(@PathVariable("tenantId") String tenantId, AuthenticatedUser person) {
        if (!tenants.names().contains(tenantId)) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "no tenant " + tenantId);
        }
        if (tenants.active().contains(tenantId)) {
            throw new ProblemException(HttpStatus.CONFLICT, "make " + tenantId + " inactive before it is erased");
        }
        return erased(
                person,
                new AuditDetails.OperatorCommand("erase_tenant").with(Map.of("tenant_id", tenantId)),
                () -> data.eraseTenant(tenantId));
    }

    @DeleteMapping("/tickets/{ticketId:[A-Z0-9-]{1,100}}")
    Erased ticket(
            @PathVariable("tenantId") String tenantId,
            @PathVariable("ticketId") String ticketId,
            AuthenticatedUser person) {
        Erased erased = erased(
                person,
                new AuditDetails.OperatorCommand("erase_ticket")
                        .with(Map.of("tenant_id", tenantId, "ticket_id", ticketId)),
                () -> data.eraseTicket(tenantId, ticketId));
        if (erased.removed() == 0) {
            throw new ProblemException(HttpStatus.NOT_FOUND, "nothing is kept of " + ticketId);
        }
        return erased;
    }

    /** Removes the rows and writes the audit event, in one commit. */
    private Erased erased(AuthenticatedUser person, Map<String, Object> what, IntSupplier erasure) {
        return Objects.requireNonNull(transactions.execute(status -> {
            int removed = erasure.getAsInt();
            audit.record(AuditEventType.OPERATOR_ACTION, null, person.name(), what, UUID.randomUUID());
            return new Erased(removed);
        }));
    }
}
