/** Jobs as rows: stored once, claimed with a lease, retried with back-off, dead letters in the end. */
@NullMarked
package io.cemfleet.enhancement.job;

import org.jspecify.annotations.NullMarked;
