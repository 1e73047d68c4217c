/** The data that the stages of an enhancement exchange, and the interface of each stage. */
@NullMarked
package io.cemfleet.enhancement.stage;

import org.jspecify.annotations.NullMarked;
