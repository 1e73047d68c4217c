/** Queries to Provider Connectivity Assurance that several agents need: monitored objects and their measurements. */
@NullMarked
package io.cemfleet.pca;

import org.jspecify.annotations.NullMarked;
