/** The launcher's part for a fleet in containers: the content of its images, and the demo of a running fleet. */
@NullMarked
package io.cemfleet.launcher.container;

import org.jspecify.annotations.NullMarked;
