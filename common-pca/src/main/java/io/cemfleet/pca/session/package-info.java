/** HTTP to Provider Connectivity Assurance: one login, the peculiarities of its answers, and failures as values. */
@NullMarked
package io.cemfleet.pca.session;

import org.jspecify.annotations.NullMarked;
