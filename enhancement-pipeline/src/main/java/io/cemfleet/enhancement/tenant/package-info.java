/** Tenants: their settings, sealed secrets and budgets, and transactions that see one tenant only. */
@NullMarked
package io.cemfleet.enhancement.tenant;

import org.jspecify.annotations.NullMarked;
