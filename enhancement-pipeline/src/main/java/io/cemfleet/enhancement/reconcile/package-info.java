/** Reconciliation with the service desks, which finds tickets whose webhook was lost. */
@NullMarked
package io.cemfleet.enhancement.reconcile;

import org.jspecify.annotations.NullMarked;
