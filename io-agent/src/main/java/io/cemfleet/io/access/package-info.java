/** Who may look: a login for people, a cookie signed with a key of this installation. */
@NullMarked
package io.cemfleet.io.access;

import org.jspecify.annotations.NullMarked;
