/** Auto-configuration of everything above. */
@NullMarked
package io.cemfleet.a2a.config;

import org.jspecify.annotations.NullMarked;
