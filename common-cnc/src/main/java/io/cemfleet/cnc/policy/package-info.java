/** Reads SR policies as they are in the network, with their routes and their load. */
@NullMarked
package io.cemfleet.cnc.policy;

import org.jspecify.annotations.NullMarked;
