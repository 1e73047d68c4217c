/** Routers, links and their directions as the IGP has them, in an immutable version. */
@NullMarked
package io.cemfleet.network.topology;

import org.jspecify.annotations.NullMarked;
