/** The solved tickets of a tenant, and the search for those that resemble a new one. */
@NullMarked
package io.cemfleet.enhancement.similarity;

import org.jspecify.annotations.NullMarked;
