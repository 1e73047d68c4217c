/** Task handlers and the topology page: JSON to queries, results to JSON. */
@NullMarked
package io.cemfleet.path.a2a;

import org.jspecify.annotations.NullMarked;
