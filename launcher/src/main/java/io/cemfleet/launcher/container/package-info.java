/** What a fleet in containers uses of the launcher: a folder of keys for each agent, and the demo of a running fleet. */
@NullMarked
package io.cemfleet.launcher.container;

import org.jspecify.annotations.NullMarked;
