/** A client of Provider Connectivity Assurance: login, monitored sessions, what they measured. */
@NullMarked
package io.cemfleet.restoration.pca;

import org.jspecify.annotations.NullMarked;
