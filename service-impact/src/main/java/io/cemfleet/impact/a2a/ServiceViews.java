package io.cemfleet.impact.a2a;

import io.cemfleet.a2a.contract.ServiceView;
import io.cemfleet.impact.tier.TierClassifier;
import io.cemfleet.network.service.VpnNode;
import io.cemfleet.network.service.VpnService;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Maps services to contract types. */
@Component
class ServiceViews {

    private final TierClassifier tiers;

    ServiceViews(TierClassifier tiers) {
        this.tiers = tiers;
    }

    ServiceView of(VpnService service) {
        var tier = tiers.of(service);
        return new ServiceView(
                service.vpnId(),
                service.name(),
                "l3vpn",
                service.customer().isBlank() ? null : service.customer(),
                tier,
                tiers.limits(tier),
                service.nodes().stream().map(ServiceViews::name).toList(),
                colors(service),
                committed(service));
    }

    private static String name(VpnNode node) {
        return Optional.ofNullable(node.node()).orElse(node.hostname());
    }

    private static List<Integer> colors(VpnService service) {
        return service.nodes().stream()
                .flatMap(node -> Optional.ofNullable(node.color()).stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** The committed bandwidth over all nodes; absent when one does not report it, since the sum would be too low. */
    private static @Nullable Double committed(VpnService service) {
        var sold = service.nodes().stream().map(VpnNode::committedInMbps).toList();
        return sold.isEmpty() || sold.stream().anyMatch(Objects::isNull)
                ? null
                : Double.valueOf(sold.stream()
                        .flatMap(mbps -> Optional.ofNullable(mbps).stream())
                        .mapToDouble(Double::doubleValue)
                        .sum());
    }
}
