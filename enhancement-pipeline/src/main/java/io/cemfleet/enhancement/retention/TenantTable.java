package io.cemfleet.enhancement.retention;

/** The tables whose rows belong to a tenant, each with the condition that a row is past its retention. */
enum TenantTable {
    ENHANCEMENT_HISTORY("started_at < (:before)::timestamptz at time zone 'UTC'", "ticket_id = :ticket"),
    ENHANCEMENT_RESULT("made_at < :before", TenantTable.OF_ITS_JOBS),
    ENHANCEMENT_FEEDBACK("given_at < :before", TenantTable.OF_ITS_JOBS),
    ENHANCEMENT_TICKET(
            """
            ticket_created_at < :before and not exists (
                select 1 from enhancement_job j where j.job_id = enhancement_ticket.job_id
                  and j.state in ('queued', 'running'))""",
            TenantTable.OF_ITS_JOBS),
    RESOLVED_TICKET("learned_at < :before", "ticket_id = :ticket"),
    TENANT_SPEND("month < (:before)::timestamptz", "false");

    private static final String OF_ITS_JOBS =
            "job_id in (select job_id from enhancement_job where tenant_id = :tenant and ticket_id = :ticket)";

    private final String outlived;
    private final String ofTicket;

    TenantTable(String outlived, String ofTicket) {
        this.outlived = outlived;
        this.ofTicket = ofTicket;
    }

    String table() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }

    /** Removes a batch of rows that are too old: parameters {@code tenant}, {@code before}, {@code batch}. */
    String purge() {
        return "delete from %1$s where ctid = any(array(select ctid from %1$s where tenant_id = :tenant and %2$s limit :batch))"
                .formatted(table(), outlived);
    }

    /** Removes what belongs to one ticket: parameters {@code tenant}, {@code ticket}. */
    String eraseTicket() {
        return "delete from %s where tenant_id = :tenant and %s".formatted(table(), ofTicket);
    }

    /** Removes all rows of the tenant: parameter {@code tenant}. */
    String eraseTenant() {
        return "delete from %s where tenant_id = :tenant".formatted(table());
    }
}
