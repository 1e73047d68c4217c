/** Who migrates an agent's schema: the agent at its start, or a process of its own with the owner's password. */
@NullMarked
package io.cemfleet.a2a.migration;

import org.jspecify.annotations.NullMarked;
