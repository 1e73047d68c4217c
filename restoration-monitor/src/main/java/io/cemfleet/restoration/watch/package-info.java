/** What a watch is: its stages, its samples, its hold timer, the steps of the cutover. No Spring here. */
@NullMarked
package io.cemfleet.restoration.watch;

import org.jspecify.annotations.NullMarked;
