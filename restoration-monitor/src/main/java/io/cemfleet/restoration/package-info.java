/**
 * The restoration monitor: measures whether steering helped, watches original paths, holds, and returns traffic
 * gradually.
 */
@NullMarked
package io.cemfleet.restoration;

import org.jspecify.annotations.NullMarked;
