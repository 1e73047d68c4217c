/** Tests of the agent as a whole, and the sample data of all its tests. */
@NullMarked
package io.cemfleet.traffic;

import org.jspecify.annotations.NullMarked;
