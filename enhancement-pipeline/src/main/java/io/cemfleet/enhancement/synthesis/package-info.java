/** From sources to text: a model that must cite a source for each sentence, or the same facts without a model. */
@NullMarked
package io.cemfleet.enhancement.synthesis;

import org.jspecify.annotations.NullMarked;
