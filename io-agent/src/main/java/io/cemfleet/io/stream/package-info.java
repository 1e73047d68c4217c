/** What happens, as it happens: server-sent events by the table of updates, so that a browser can resume. */
@NullMarked
package io.cemfleet.io.stream;

import org.jspecify.annotations.NullMarked;
