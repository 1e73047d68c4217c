/** A client of Provider Connectivity Assurance: login, alert export, active alerts, monitored objects, metrics. */
@NullMarked
package io.cemfleet.correlator.pca;

import org.jspecify.annotations.NullMarked;
