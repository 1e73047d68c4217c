/**
 * {@code ./fleet bench}: what the fleet does, against what the machine could do, in one run. A fleet of its own is started
 * on data of its own, loaded through the doors that others use, and stopped. What each measure counts stands in
 * {@code docs/operations/bench.md}.
 */
@NullMarked
package io.cemfleet.bench;

import org.jspecify.annotations.NullMarked;
