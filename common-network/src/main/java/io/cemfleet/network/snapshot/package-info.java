/**
 * The network as one reader last saw it: objects with keys, assembled to immutable snapshots that every agent works on.
 */
@NullMarked
package io.cemfleet.network.snapshot;

import org.jspecify.annotations.NullMarked;
