/**
 * {@code ./fleet bench}: measures a fleet against what the machine can do, in one run. It starts a separate fleet with
 * its own data, loads it through its public interfaces, and stops it. {@code docs/operations/bench.md} defines each
 * measure.
 */
@NullMarked
package io.cemfleet.bench;

import org.jspecify.annotations.NullMarked;
