package io.cemfleet.enhancement.stage;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What a tenant may spend on models in a month. */
public interface ModelBudget {

    /** Whether the tenant has budget left; false when that is not known. */
    boolean allows(String tenantId);

    /**
     * Books the cost of a call; never throws.
     *
     * @param costUsd null when the provider did not say
     */
    void spent(String tenantId, int tokens, @Nullable BigDecimal costUsd);
}
