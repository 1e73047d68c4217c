/**
 * What differs between tunnels of one TE type and another, behind one interface. The flows in {@code provision} are the
 * same for all; a new TE type is one bean here and its form at the controller in {@code southbound}.
 */
@NullMarked
package io.cemfleet.tunnel.technology;

import org.jspecify.annotations.NullMarked;
