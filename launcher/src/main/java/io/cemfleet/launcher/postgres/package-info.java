/** A real Postgres on this machine from the embedded binaries: durable, detached from the launcher, kept between runs. */
@NullMarked
package io.cemfleet.launcher.postgres;

import org.jspecify.annotations.NullMarked;
