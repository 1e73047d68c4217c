/** Task handlers: JSON to queries, results to JSON. */
@NullMarked
package io.cemfleet.impact.a2a;

import org.jspecify.annotations.NullMarked;
