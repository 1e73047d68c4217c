/** What every agent's tests share: a real Postgres, keys, a peer with scripted answers. */
@NullMarked
package io.cemfleet.a2a.testing;

import org.jspecify.annotations.NullMarked;
