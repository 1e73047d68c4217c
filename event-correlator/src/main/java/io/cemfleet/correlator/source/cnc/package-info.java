/** Alarms of Crosswork Network Controller. */
@NullMarked
package io.cemfleet.correlator.source.cnc;

import org.jspecify.annotations.NullMarked;
