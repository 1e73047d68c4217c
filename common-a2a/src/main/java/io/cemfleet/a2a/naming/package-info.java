/** Names that the fleet gives to objects in the network, which several agents must recognise. */
@NullMarked
package io.cemfleet.a2a.naming;

import org.jspecify.annotations.NullMarked;
