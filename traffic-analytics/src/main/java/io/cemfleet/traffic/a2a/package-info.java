/** Task handlers and HTTP lists: they map JSON to queries and results to JSON. */
@NullMarked
package io.cemfleet.traffic.a2a;

import org.jspecify.annotations.NullMarked;
