/** One file a task type: who may send it, what goes in and what comes out. Wire things only. */
@NullMarked
package io.cemfleet.a2a.contract;

import org.jspecify.annotations.NullMarked;
