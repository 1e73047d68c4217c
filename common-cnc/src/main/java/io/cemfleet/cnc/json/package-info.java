/**
 * Reading RESTCONF answers leniently: prefixed or unprefixed member names, one object or a list, numbers as strings,
 * epoch milliseconds as strings; and the encoding of path keys.
 */
@NullMarked
package io.cemfleet.cnc.json;

import org.jspecify.annotations.NullMarked;
