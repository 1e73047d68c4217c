package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.policy.StepFailure;
import io.cemfleet.tunnel.policy.Tunnel;
import java.util.Map;

/**
 * A tunnel that was read back as the active path, before the routes of its services are read back.
 *
 * @param colorFailures why the routes of a service could not be coloured, by its id
 */
record SteeredTunnel(StepCommand command, Tunnel tunnel, Map<String, StepFailure> colorFailures) {}
