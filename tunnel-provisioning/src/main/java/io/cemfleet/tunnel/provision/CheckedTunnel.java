package io.cemfleet.tunnel.provision;

import io.cemfleet.tunnel.southbound.DryRunReport;
import io.cemfleet.tunnel.southbound.TunnelEndCapabilities;
import io.cemfleet.tunnel.technology.TunnelTechnology;

/**
 * A requested tunnel whose path may be written.
 *
 * @param dryRun the controller's prediction
 */
record CheckedTunnel(
        ProvisionCommand command,
        TaskAttempt attempt,
        TunnelEndCapabilities ends,
        TunnelTechnology technology,
        DryRunReport dryRun) {}
