/** The tasks of the contract: JSON to commands, nothing else. */
@NullMarked
package io.cemfleet.correlator.tasks;

import org.jspecify.annotations.NullMarked;
