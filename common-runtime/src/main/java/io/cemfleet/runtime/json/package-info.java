/** JSON as all agents write and read it. */
@NullMarked
package io.cemfleet.runtime.json;

import org.jspecify.annotations.NullMarked;
