/** Watches in Postgres, tested. */
@NullMarked
package io.cemfleet.restoration.store;

import org.jspecify.annotations.NullMarked;
