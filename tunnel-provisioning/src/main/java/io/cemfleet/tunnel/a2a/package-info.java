/** Tasks and lists: JSON to commands, outcomes to JSON. */
@NullMarked
package io.cemfleet.tunnel.a2a;

import org.jspecify.annotations.NullMarked;
