/** Expected congestion, which traffic-analytics forecasts and sends by task. */
@NullMarked
package io.cemfleet.correlator.source.proactive;

import org.jspecify.annotations.NullMarked;
