/**
 * Live updates: server-sent events from the table of updates, which a browser can resume. The decision behind it:
 * docs/adr/0006-console-without-a-build.md.
 */
@NullMarked
package io.cemfleet.io.stream;

import org.jspecify.annotations.NullMarked;
