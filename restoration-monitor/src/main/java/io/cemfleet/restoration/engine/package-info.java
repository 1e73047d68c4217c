/** One step at a time: look or act without a transaction, then commit what came of it and when to go on. */
@NullMarked
package io.cemfleet.restoration.engine;

import org.jspecify.annotations.NullMarked;
