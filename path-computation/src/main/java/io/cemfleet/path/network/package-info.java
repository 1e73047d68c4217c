/** The network now: topology versions as graphs, and what is measured of their links, refreshed in the background. */
@NullMarked
package io.cemfleet.path.network;

import org.jspecify.annotations.NullMarked;
