/** Sessions of people: kept in the database, so that they can be listed, counted and ended wherever they began. */
@NullMarked
package io.cemfleet.io.session;

import org.jspecify.annotations.NullMarked;
