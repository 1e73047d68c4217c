/** Alerts of Prometheus Alertmanager. */
@NullMarked
package io.cemfleet.correlator.source.alertmanager;

import org.jspecify.annotations.NullMarked;
