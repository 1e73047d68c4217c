/** What the stages of an enhancement hand to each other, and what each stage promises. */
@NullMarked
package io.cemfleet.enhancement.pipeline;

import org.jspecify.annotations.NullMarked;
