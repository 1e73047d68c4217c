/** Paging of lists. */
@NullMarked
package io.cemfleet.runtime.page;

import org.jspecify.annotations.NullMarked;
