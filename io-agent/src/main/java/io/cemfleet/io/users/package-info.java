/** The local users: names, roles, and hashes of their passwords. */
@NullMarked
package io.cemfleet.io.users;

import org.jspecify.annotations.NullMarked;
