/** The state directory of a local fleet: its files, generated secrets, agents' keys, and start parameters. */
@NullMarked
package io.cemfleet.launcher.state;

import org.jspecify.annotations.NullMarked;
