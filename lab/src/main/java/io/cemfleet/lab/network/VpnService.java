package io.cemfleet.lab.network;

import java.util.List;

/**
 * A layer 3 VPN, any to any between its attachments.
 *
 * @param id vpn-id such as {@code L3VPN-0001}
 * @param name vpn-name
 * @param customer customer-name
 * @param description vpn-description, carries {@code tier=…}
 * @param tier its SLA tier
 * @param routeTargetNumber the number in its route distinguisher and target, from 1
 * @param attachments one for each router, at least two
 */
public record VpnService(
        String id,
        String name,
        String customer,
        String description,
        ServiceTier tier,
        int routeTargetNumber,
        List<ServiceAttachment> attachments) {

    public VpnService {
        attachments = List.copyOf(attachments);
        if (attachments.size() < 2) {
            throw new IllegalArgumentException(id + " needs two attachments");
        }
    }
}
