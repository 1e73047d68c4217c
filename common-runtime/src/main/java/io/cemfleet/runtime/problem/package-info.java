/** Errors as answers: RFC 9457 problems that name the field. */
@NullMarked
package io.cemfleet.runtime.problem;

import org.jspecify.annotations.NullMarked;
