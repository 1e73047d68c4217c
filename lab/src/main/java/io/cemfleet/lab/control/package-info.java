/** The control API under {@code /lab}: what the network looks like, and the hand that degrades and heals it. */
@NullMarked
package io.cemfleet.lab.control;

import org.jspecify.annotations.NullMarked;
