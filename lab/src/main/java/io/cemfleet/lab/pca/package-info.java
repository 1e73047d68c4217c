/**
 * The face of Provider Connectivity Assurance under {@code /api}: login, monitored objects, metrics, and alerts that are
 * sent to registered webhooks. It knows sessions, and never names a link.
 */
@NullMarked
package io.cemfleet.lab.pca;

import org.jspecify.annotations.NullMarked;
