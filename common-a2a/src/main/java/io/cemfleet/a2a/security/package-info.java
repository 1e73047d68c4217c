/**
 * Authentication and authorisation at an agent's endpoints: Spring Security's filter chain, roles, and the people
 * behind requests.
 */
@NullMarked
package io.cemfleet.a2a.security;

import org.jspecify.annotations.NullMarked;
