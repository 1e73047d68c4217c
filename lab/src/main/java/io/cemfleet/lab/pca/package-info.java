/**
 * The simulator of Provider Connectivity Assurance under {@code /api}: login, monitored objects, metrics, and alerts
 * that are sent to registered webhooks. It reports sessions, and never names a link.
 */
@NullMarked
package io.cemfleet.lab.pca;

import org.jspecify.annotations.NullMarked;
