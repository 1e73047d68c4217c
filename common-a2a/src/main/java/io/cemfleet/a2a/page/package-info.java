/** How lists are read a page at a time. */
@NullMarked
package io.cemfleet.a2a.page;

import org.jspecify.annotations.NullMarked;
