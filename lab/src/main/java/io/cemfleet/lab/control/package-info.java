/** The control API under {@code /lab}: shows the network, and degrades and heals it. */
@NullMarked
package io.cemfleet.lab.control;

import org.jspecify.annotations.NullMarked;
