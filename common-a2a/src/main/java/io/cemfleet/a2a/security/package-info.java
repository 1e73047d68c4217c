/** Who may do what at an agent's doors: Spring Security's filter chain, roles, and the people behind requests. */
@NullMarked
package io.cemfleet.a2a.security;

import org.jspecify.annotations.NullMarked;
