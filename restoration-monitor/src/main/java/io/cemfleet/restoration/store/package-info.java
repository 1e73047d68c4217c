/** Watches in Postgres. */
@NullMarked
package io.cemfleet.restoration.store;

import org.jspecify.annotations.NullMarked;
