/** What every agent's tests share: a real Postgres, keys, a peer that answers as told. */
@NullMarked
package io.cemfleet.a2a.testing;

import org.jspecify.annotations.NullMarked;
