/** What this agent asks Provider Connectivity Assurance: what sessions measured before and after steering. */
@NullMarked
package io.cemfleet.restoration.pca;

import org.jspecify.annotations.NullMarked;
