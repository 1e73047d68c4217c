/** What the pages say about the code is true. */
@NullMarked
package io.cemfleet.e2e.docs;

import org.jspecify.annotations.NullMarked;
