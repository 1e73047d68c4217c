/** A carrier's network from the controller's pages to a plan. Uses code of path-computation and service-impact. */
@NullMarked
package io.cemfleet.bench.carrier;

import org.jspecify.annotations.NullMarked;
