package io.cemfleet.enhancement.similarity;

import java.util.function.Supplier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Transactions that see the rows of one tenant only: the database itself keeps the others' out of reach. */
@Component
public class TenantTransactions {
    private final JdbcClient jdbc;
    private final TransactionTemplate transactions;

    public TenantTransactions(JdbcClient jdbc, PlatformTransactionManager manager) {
        this.jdbc = jdbc;
        this.transactions = new TransactionTemplate(manager);
    }

    /** Does the work in a transaction of the tenant. */
    public <T> T in(String tenantId, Supplier<T> work) {
        T result = transactions.execute(status -> {
            jdbc.sql("select set_config('cem.tenant_id', :tenant, true)")
                    .param("tenant", tenantId)
                    .query(String.class)
                    .single();
            return work.get();
        });
        if (result == null) {
            throw new IllegalStateException("work in a tenant's transaction gives a result");
        }
        return result;
    }
}
