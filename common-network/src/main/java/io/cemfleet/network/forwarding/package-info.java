/**
 * The links that a flow takes: IGP shortest paths with equal-cost shares, and segment lists expanded over them. Pure
 * functions of one topology snapshot.
 */
@NullMarked
package io.cemfleet.network.forwarding;

import org.jspecify.annotations.NullMarked;
