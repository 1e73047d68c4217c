@NullMarked
package io.cemfleet.restoration.watch;

import org.jspecify.annotations.NullMarked;
