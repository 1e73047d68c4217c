/** SLA watch, hold timers, gradual cutover, cleanup. */
@NullMarked
package io.cemfleet.restoration;

import org.jspecify.annotations.NullMarked;
