/** Retention of the data of tenants and tickets, and its erasure on request. */
@NullMarked
package io.cemfleet.enhancement.retention;

import org.jspecify.annotations.NullMarked;
