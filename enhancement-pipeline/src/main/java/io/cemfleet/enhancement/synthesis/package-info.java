/** From sources to text: a model that has to name its source for each sentence, or the same facts without AI. */
@NullMarked
package io.cemfleet.enhancement.synthesis;

import org.jspecify.annotations.NullMarked;
