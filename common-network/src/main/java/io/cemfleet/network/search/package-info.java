/** What searches over a network share. */
@NullMarked
package io.cemfleet.network.search;

import org.jspecify.annotations.NullMarked;
