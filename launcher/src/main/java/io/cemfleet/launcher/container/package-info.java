/** What a fleet in containers uses of the launcher: the content of its images, and the demo of a running fleet. */
@NullMarked
package io.cemfleet.launcher.container;

import org.jspecify.annotations.NullMarked;
