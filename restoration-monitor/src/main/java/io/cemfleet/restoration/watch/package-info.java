/**
 * A watch: its stages, its samples, its hold timer, the steps of the cutover. No Spring here. The decision behind it:
 * docs/adr/0003-recovery-is-measured-on-links.md.
 */
@NullMarked
package io.cemfleet.restoration.watch;

import org.jspecify.annotations.NullMarked;
