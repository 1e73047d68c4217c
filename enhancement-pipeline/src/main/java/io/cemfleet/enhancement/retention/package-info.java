/** How long what is kept of tenants and tickets lives, and its erasure on request. */
@NullMarked
package io.cemfleet.enhancement.retention;

import org.jspecify.annotations.NullMarked;
