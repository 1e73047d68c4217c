/** The Webex face: messages to rooms and people, with the limits that the real service keeps. */
@NullMarked
package io.cemfleet.lab.webex;

import org.jspecify.annotations.NullMarked;
