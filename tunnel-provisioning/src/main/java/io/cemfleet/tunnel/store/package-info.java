/** The tables in Postgres: tunnels, the plan fence, and the locks of head-ends. */
@NullMarked
package io.cemfleet.tunnel.store;

import org.jspecify.annotations.NullMarked;
