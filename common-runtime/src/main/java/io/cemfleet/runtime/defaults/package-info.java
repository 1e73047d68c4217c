/** Default settings and common beans of every process of the fleet. */
@NullMarked
package io.cemfleet.runtime.defaults;

import org.jspecify.annotations.NullMarked;
