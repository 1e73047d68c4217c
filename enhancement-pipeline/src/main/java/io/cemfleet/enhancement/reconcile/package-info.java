/** Tickets whose webhook never came: the service desks are asked for them. */
@NullMarked
package io.cemfleet.enhancement.reconcile;

import org.jspecify.annotations.NullMarked;
