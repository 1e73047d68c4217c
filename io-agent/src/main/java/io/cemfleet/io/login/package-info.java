/** Login and logout by password or identity provider, and the protection of the console's pages. */
@NullMarked
package io.cemfleet.io.login;

import org.jspecify.annotations.NullMarked;
