/** Names that the fleet gives in the network, where more than one agent must recognise them. */
@NullMarked
package io.cemfleet.a2a.naming;

import org.jspecify.annotations.NullMarked;
