/** Services, policies and topology as last read, each with its age. A failed read is never an empty network. */
@NullMarked
package io.cemfleet.impact.network;

import org.jspecify.annotations.NullMarked;
