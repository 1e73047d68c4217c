/** What several agents ask Provider Connectivity Assurance: its monitored objects, and what they measured. */
@NullMarked
package io.cemfleet.cnc.pca;

import org.jspecify.annotations.NullMarked;
