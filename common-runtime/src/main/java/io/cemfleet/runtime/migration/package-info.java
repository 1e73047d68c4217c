/** Migration of an agent's schema: by the agent at its start, or by a separate process with the owner's password. */
@NullMarked
package io.cemfleet.runtime.migration;

import org.jspecify.annotations.NullMarked;
