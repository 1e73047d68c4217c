/** The records on the topics: alerts, verdicts, decisions. Plain records; no Spring, no Kafka. */
@NullMarked
package io.cemfleet.correlator.alert;

import org.jspecify.annotations.NullMarked;
