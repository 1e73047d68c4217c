/** Secrets as the environment gives them. */
@NullMarked
package io.cemfleet.runtime.secret;

import org.jspecify.annotations.NullMarked;
