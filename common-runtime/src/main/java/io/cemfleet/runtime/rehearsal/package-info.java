/**
 * An agent without a task, started once before the others, so that the JVM records what every agent loads at its start
 * (JEP 514's AOT cache). It must come from the jars that all agents share: a cache serves a class path only if the
 * path begins with the one that the cache was made with. The decision behind it:
 * docs/adr/0007-aot-cache-by-rehearsal.md.
 */
@NullMarked
package io.cemfleet.runtime.rehearsal;

import org.jspecify.annotations.NullMarked;
