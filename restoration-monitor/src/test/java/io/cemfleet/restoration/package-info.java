/** Tests of the agent as a whole, and the sample data of all its tests. */
@NullMarked
package io.cemfleet.restoration;

import org.jspecify.annotations.NullMarked;
