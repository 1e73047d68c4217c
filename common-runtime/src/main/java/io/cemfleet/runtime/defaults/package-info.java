/** What every process of the fleet is set to, and what every one of them has. */
@NullMarked
package io.cemfleet.runtime.defaults;

import org.jspecify.annotations.NullMarked;
