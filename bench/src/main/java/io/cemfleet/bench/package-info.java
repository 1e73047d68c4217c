/**
 * {@code ./fleet bench}: measures a fleet against what the machine can do, in one run. It starts a fleet of its own on
 * data of its own, loads it through its public interfaces, and stops it. {@code docs/operations/bench.md} says what
 * each measure counts.
 */
@NullMarked
package io.cemfleet.bench;

import org.jspecify.annotations.NullMarked;
