/** Numbers incidents and informs the other agents, in one transaction for each decision. */
@NullMarked
package io.cemfleet.correlator.incident;

import org.jspecify.annotations.NullMarked;
