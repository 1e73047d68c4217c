/** Queries to Provider Connectivity Assurance: measurements of sessions before and after steering. */
@NullMarked
package io.cemfleet.restoration.pca;

import org.jspecify.annotations.NullMarked;
