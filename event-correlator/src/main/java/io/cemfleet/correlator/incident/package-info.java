/** Numbers incidents and tells the other agents, in one transaction a decision. */
@NullMarked
package io.cemfleet.correlator.incident;

import org.jspecify.annotations.NullMarked;
