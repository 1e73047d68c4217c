/** The solved tickets of a tenant, and which of them resemble a new one. */
@NullMarked
package io.cemfleet.enhancement.similarity;

import org.jspecify.annotations.NullMarked;
