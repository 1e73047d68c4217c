/** Paging of lists. */
@NullMarked
package io.cemfleet.a2a.page;

import org.jspecify.annotations.NullMarked;
