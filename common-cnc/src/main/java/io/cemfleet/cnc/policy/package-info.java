/**
 * SR policies as they are in the network: candidate paths, segment lists, the active path, its routes and its load.
 */
@NullMarked
package io.cemfleet.cnc.policy;

import org.jspecify.annotations.NullMarked;
