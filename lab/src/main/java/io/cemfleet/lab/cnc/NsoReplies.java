package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.lab.network.CandidatePath;
import io.cemfleet.lab.network.ChangeOutcome;
import io.cemfleet.lab.network.LabNetwork;
import io.cemfleet.lab.network.LabRouter;
import io.cemfleet.lab.network.NamedPolicy;
import io.cemfleet.lab.network.PathSpec;
import io.cemfleet.lab.network.SidList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** The answers of NSO's RESTCONF: 200, 201 or 204, 404 in its own form, 400 with the fault, and dry runs. */
final class NsoReplies {
    private NsoReplies() {}

    static CncReply get(CncRequest request, Supplier<Optional<? extends JsonNode>> found) {
        if (!request.method().equals("GET")) {
            return notAllowed();
        }
        return found.get().map(CncReply::data).orElseGet(CncReply::nsoMissing);
    }

    static CncReply notAllowed() {
        return CncReply.nso(405, "operation-not-supported", "method not allowed");
    }

    static CncReply of(ChangeOutcome outcome, CncRequest request) {
        return switch (outcome) {
            case ChangeOutcome.Done done ->
                CncReply.empty(done.created() && request.method().equals("PUT") ? 201 : 204);
            case ChangeOutcome.Refused refused ->
                refused.reason() == ChangeOutcome.RefusalReason.NOT_FOUND
                        ? CncReply.nsoMissing()
                        : CncReply.nso(400, "invalid-value", message(refused));
        };
    }

    /** NSO's text for a refused change. */
    static String message(ChangeOutcome.Refused refused) {
        return switch (refused.reason()) {
            case BAD_REFERENCE -> "illegal reference: " + refused.message();
            case NOT_UNIQUE -> "unique violation: " + refused.message();
            case IN_USE -> "illegal reference, in use: " + refused.message();
            case NOT_FOUND, INVALID -> refused.message();
        };
    }

    static boolean dryRun(CncRequest request) {
        return request.param("dry-run").equals("native");
    }

    static CncReply nothingForDevices() {
        return CncReply.data(VendorJson.obj("dry-run-result", VendorJson.obj("native", VendorJson.obj())));
    }

    /** The configuration that a device would get; the same references are checked as for a write. */
    static CncReply cli(LabNetwork network, NamedPolicy policy, boolean delete) {
        StringBuilder lists = new StringBuilder();
        StringBuilder paths = new StringBuilder();
        for (CandidatePath path : policy.paths()) {
            paths.append("   preference ").append(path.preference()).append('\n');
            if (path.spec() instanceof PathSpec.Explicit explicit) {
                for (PathSpec.WeightedSidList used : explicit.lists()) {
                    SidList list = Optional.ofNullable(
                                    network.state().sidLists().get(used.sidList()))
                            .orElseThrow(() -> new CncRefusedException(CncReply.nso(
                                    400, "invalid-value", "illegal reference: no sid-list " + used.sidList())));
                    paths.append("    explicit segment-list ").append(list.name());
                    paths.append("\n     weight ").append(used.weight()).append("\n    !\n");
                    lists.append("  segment-list ").append(list.name()).append('\n');
                    for (int i = 0; i < list.labels().size(); i++) {
                        lists.append("   index ").append(i + 1).append(" mpls label ");
                        lists.append(list.labels().get(i)).append('\n');
                    }
                    lists.append("  !\n");
                }
            } else {
                paths.append("    dynamic\n    !\n");
            }
            paths.append("   !\n");
        }
        String body = delete
                ? "  no policy " + policy.name() + "\n"
                : lists + "  policy " + policy.name() + "\n   color " + policy.color() + " end-point ipv4 "
                        + PolicyDocument.routerId(network.topology(), policy.endPoint()) + "\n   candidate-paths\n"
                        + paths + "   !\n  !\n";
        String data = "segment-routing\n traffic-eng\n" + body + " !\n!\n";
        return devices(
                policy.headEnds().stream()
                        .map(id -> network.topology()
                                .routerById(id)
                                .map(LabRouter::hostname)
                                .orElse(id))
                        .toList(),
                data);
    }

    static CncReply devices(List<String> hostnames, String data) {
        return CncReply.data(VendorJson.obj(
                "dry-run-result",
                VendorJson.obj(
                        "native",
                        VendorJson.obj(
                                "device",
                                hostnames.stream()
                                        .map(name -> VendorJson.obj("name", name, "data", data))
                                        .toList()))));
    }
}
