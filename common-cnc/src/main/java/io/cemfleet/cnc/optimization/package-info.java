/**
 * The optimisation engine's operations on SR policies: dry run, create, modify, delete.
 */
@NullMarked
package io.cemfleet.cnc.optimization;

import org.jspecify.annotations.NullMarked;
