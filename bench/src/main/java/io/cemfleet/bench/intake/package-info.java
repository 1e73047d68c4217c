/** Measures how fast the correlator's webhooks take alerts in, against Prometheus' Alertmanager. */
@NullMarked
package io.cemfleet.bench.intake;

import org.jspecify.annotations.NullMarked;
