/** Alerts of Provider Connectivity Assurance. */
@NullMarked
package io.cemfleet.correlator.source.pca;

import org.jspecify.annotations.NullMarked;
