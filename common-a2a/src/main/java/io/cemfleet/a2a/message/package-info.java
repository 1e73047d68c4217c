/** The envelope: what every task and every answer carries, whatever its type. */
@NullMarked
package io.cemfleet.a2a.message;

import org.jspecify.annotations.NullMarked;
