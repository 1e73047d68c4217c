/** Removal of personal data, secrets, markup and invisible characters before a text leaves the pipeline. */
@NullMarked
package io.cemfleet.enhancement.privacy;

import org.jspecify.annotations.NullMarked;
