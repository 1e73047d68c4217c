/** Task handlers and lists: they map JSON to commands, and outcomes to JSON. */
@NullMarked
package io.cemfleet.tunnel.a2a;

import org.jspecify.annotations.NullMarked;
