/** Every scenario of the launcher, played on one fleet and checked to its end. */
@NullMarked
package io.cemfleet.e2e.scenario;

import org.jspecify.annotations.NullMarked;
