/** One file for each task type: its senders, its request and its result. Wire types only. */
@NullMarked
package io.cemfleet.a2a.contract;

import org.jspecify.annotations.NullMarked;
