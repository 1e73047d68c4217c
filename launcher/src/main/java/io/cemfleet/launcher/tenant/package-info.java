/** Tenants of the enhancement pipeline, as an administrator adds and lists them from the command line. */
@NullMarked
package io.cemfleet.launcher.tenant;

import org.jspecify.annotations.NullMarked;
