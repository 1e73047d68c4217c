/** Task handlers and the topology page: they map JSON to queries, and results to JSON. */
@NullMarked
package io.cemfleet.path.a2a;

import org.jspecify.annotations.NullMarked;
