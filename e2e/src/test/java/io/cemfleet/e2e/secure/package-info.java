/** A fleet whose Kafka and Postgres take TLS only. */
@NullMarked
package io.cemfleet.e2e.secure;

import org.jspecify.annotations.NullMarked;
