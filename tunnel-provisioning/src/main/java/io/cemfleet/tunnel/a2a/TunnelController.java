package io.cemfleet.tunnel.a2a;

import io.cemfleet.a2a.contract.SegmentId;
import io.cemfleet.a2a.message.AgentName;
import io.cemfleet.runtime.page.Page;
import io.cemfleet.runtime.page.PageCursor;
import io.cemfleet.tunnel.policy.Tunnel;
import io.cemfleet.tunnel.store.TunnelStore;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Lists every tunnel that the fleet created, with its owner, newest first. */
@RestController
@RequestMapping("/api/tunnels")
final class TunnelController {
    private final TunnelStore store;

    TunnelController(TunnelStore store) {
        this.store = store;
    }

    record TunnelItem(
            String tunnelId,
            String incidentId,
            String protectionKey,
            String headEnd,
            String endPoint,
            int color,
            String teType,
            @Nullable SegmentId bindingSid,
            String state,
            List<String> path,
            long pathVersion,
            WeightsView weights,
            String owner,
            @Nullable String failure) {}

    record WeightsView(int protectionWeight, int originalWeight) {}

    @GetMapping
    Page<TunnelItem> list(
            @RequestParam(name = "cursor", required = false) @Nullable String cursor,
            @RequestParam(name = "incident_id", required = false) @Nullable String incidentId) {
        List<TunnelStore.ListedTunnel> found = store.page(PageCursor.below(cursor), incidentId, Page.MOST + 1);
        return Page.of(found, Page.MOST, listed -> List.of(listed.number())).map(listed -> item(listed.tunnel()));
    }

    private static TunnelItem item(Tunnel tunnel) {
        var weights = tunnel.placement().weights();
        return new TunnelItem(
                tunnel.tunnelId(),
                tunnel.protection().incidentId(),
                tunnel.protection().protectionKey(),
                tunnel.key().headEnd(),
                tunnel.key().endPoint(),
                tunnel.key().color(),
                tunnel.teType().wire(),
                tunnel.bindingSid(),
                tunnel.state().wire(),
                tunnel.plan().path().links(),
                tunnel.path().version(),
                new WeightsView(weights.protection(), weights.original()),
                AgentName.TUNNEL_PROVISIONING.wire(),
                tunnel.ledger().failure());
    }
}
