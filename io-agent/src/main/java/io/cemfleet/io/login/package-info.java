/** How people log in and out: by password or by the identity provider; and what the console's pages are guarded by. */
@NullMarked
package io.cemfleet.io.login;

import org.jspecify.annotations.NullMarked;
