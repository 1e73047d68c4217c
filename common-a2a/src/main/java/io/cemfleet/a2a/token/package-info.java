/**
 * Authentication of the caller: tokens signed with Ed25519 that live for a minute and name audience, method, path and
 * body. The decision behind it: docs/adr/0004-signed-tokens.md.
 */
@NullMarked
package io.cemfleet.a2a.token;

import org.jspecify.annotations.NullMarked;
