/** Times and durations in the forms that tables, answers and retries need. */
@NullMarked
package io.cemfleet.runtime.time;

import org.jspecify.annotations.NullMarked;
