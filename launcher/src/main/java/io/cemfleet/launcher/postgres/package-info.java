/**
 * A real Postgres on this machine from the embedded binaries: durable, detached from the launcher, with data that stay
 * between runs.
 */
@NullMarked
package io.cemfleet.launcher.postgres;

import org.jspecify.annotations.NullMarked;
