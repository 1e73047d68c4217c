/**
 * The present network: topology versions as graphs, and the measurements of their links, refreshed in the background.
 */
@NullMarked
package io.cemfleet.path.network;

import org.jspecify.annotations.NullMarked;
