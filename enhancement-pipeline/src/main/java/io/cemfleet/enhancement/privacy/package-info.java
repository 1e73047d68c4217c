/** What a text must lose before it leaves the house: personal data, secrets, markup and characters nobody sees. */
@NullMarked
package io.cemfleet.enhancement.privacy;

import org.jspecify.annotations.NullMarked;
