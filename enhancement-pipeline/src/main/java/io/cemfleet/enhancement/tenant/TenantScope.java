package io.cemfleet.enhancement.tenant;

import java.util.Objects;
import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions that see one tenant's rows: the database itself keeps the others' out of reach. */
@Component
public class TenantScope {
    private static final String OPERATORS = "*";

    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    TenantScope(JdbcClient jdbc, TransactionTemplate transactions) {
        this.jdbc = jdbc;
        this.transactions = transactions;
    }

    /** Does the work in a transaction of the tenant, or joins the present one; other tenants' rows are invisible. */
    public <T> T in(String tenantId, Supplier<T> work) {
        if (tenantId.equals(OPERATORS)) {
            throw new IllegalArgumentException("that is no tenant");
        }
        return scoped(tenantId, work);
    }

    /** Like {@link #in}, for work without a result. */
    public void run(String tenantId, Runnable work) {
        in(tenantId, () -> {
            work.run();
            return true;
        });
    }

    /** Reads for the provider's own operators, across tenants; the database refuses writes. */
    public <T> T forOperators(Supplier<T> work) {
        return scoped(OPERATORS, work);
    }

    private <T> T scoped(String scope, Supplier<T> work) {
        Object present = TransactionSynchronizationManager.getResource(this);
        if (present == null) {
            return Objects.requireNonNull(transactions.execute(status -> begun(scope, work)));
        }
        if (!present.equals(scope)) {
            throw new IllegalStateException("a transaction has one scope");
        }
        return work.get();
    }

    private <T> T begun(String scope, Supplier<T> work) {
        jdbc.sql("select set_config('cem.tenant_id', :scope, true)")
                .param("scope", scope)
                .query(String.class)
                .single();
        TransactionSynchronizationManager.bindResource(this, scope);
        try {
            return work.get();
        } finally {
            TransactionSynchronizationManager.unbindResource(this);
        }
    }
}
