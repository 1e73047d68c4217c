/**
 * What happens, as it happens: server-sent events by the table of updates, so that a browser can resume. The decision
 * behind it: docs/adr/0006-console-without-a-build.md.
 */
@NullMarked
package io.cemfleet.io.stream;

import org.jspecify.annotations.NullMarked;
