/** Web security: access rules of endpoints, limits of requests, and the answers to refused ones. */
@NullMarked
package io.cemfleet.runtime.security;

import org.jspecify.annotations.NullMarked;
