/** The envelope that every task and every answer has. The decision behind it: docs/adr/0001-own-a2a-binding.md. */
@NullMarked
package io.cemfleet.a2a.message;

import org.jspecify.annotations.NullMarked;
