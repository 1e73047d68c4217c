/** Who may open which door of a process, what a request may carry, and what a refusal says. */
@NullMarked
package io.cemfleet.runtime.security;

import org.jspecify.annotations.NullMarked;
