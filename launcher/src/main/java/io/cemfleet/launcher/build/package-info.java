/**
 * Detection of stale modules, and the private copy of the jars that the fleet runs from. The decision behind it:
 * docs/adr/0002-thin-jars-shared-libraries.md.
 */
@NullMarked
package io.cemfleet.launcher.build;

import org.jspecify.annotations.NullMarked;
