/** Tasks and the list of present utilisation: JSON to queries, nothing else. */
@NullMarked
package io.cemfleet.traffic.a2a;

import org.jspecify.annotations.NullMarked;
