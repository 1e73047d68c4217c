/** Servers, certificates and clocks for the tests of all modules. */
@NullMarked
package io.cemfleet.runtime.testing;

import org.jspecify.annotations.NullMarked;
