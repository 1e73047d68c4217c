/** The local users: who they are, in which role, and the hashes of their passwords. */
@NullMarked
package io.cemfleet.io.people;

import org.jspecify.annotations.NullMarked;
