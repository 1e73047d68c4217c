/** What is kept in Postgres: tunnels, the plan fence, and whose turn it is at a head-end. */
@NullMarked
package io.cemfleet.tunnel.store;

import org.jspecify.annotations.NullMarked;
