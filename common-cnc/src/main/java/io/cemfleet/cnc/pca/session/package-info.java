/** HTTP to Provider Connectivity Assurance: one login, its peculiarities, and answers that are never thrown. */
@NullMarked
package io.cemfleet.cnc.pca.session;

import org.jspecify.annotations.NullMarked;
