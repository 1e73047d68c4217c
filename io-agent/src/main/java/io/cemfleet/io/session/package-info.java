/** Sessions of users: stored in the database, so that they can be listed, counted and ended at every instance. */
@NullMarked
package io.cemfleet.io.session;

import org.jspecify.annotations.NullMarked;
