/**
 * The network as arrays, and the algorithms over them: shortest paths, shortest paths under bounds, the next best ones.
 * Routers and directions are dense numbers; parallel links are edges of their own. No Spring and no contract types.
 */
@NullMarked
package io.cemfleet.path.graph;

import org.jspecify.annotations.NullMarked;
