/**
 * The {@code cnc} health contributor.
 */
@NullMarked
package io.cemfleet.cnc.health;

import org.jspecify.annotations.NullMarked;
