/** How an agent takes part in the fleet. */
@NullMarked
package io.cemfleet.a2a.settings;

import org.jspecify.annotations.NullMarked;
