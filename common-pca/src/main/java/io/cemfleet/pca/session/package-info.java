/** HTTP to Provider Connectivity Assurance: one login, its quirks, and failures as values. */
@NullMarked
package io.cemfleet.pca.session;

import org.jspecify.annotations.NullMarked;
