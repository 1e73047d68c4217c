/** Task handlers: they map JSON to queries, and results to JSON. */
@NullMarked
package io.cemfleet.impact.a2a;

import org.jspecify.annotations.NullMarked;
