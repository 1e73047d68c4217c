/** The use case: create, verify, steer, weigh and delete protection tunnels, each step as intent, call, outcome. */
@NullMarked
package io.cemfleet.tunnel.provision;

import org.jspecify.annotations.NullMarked;
