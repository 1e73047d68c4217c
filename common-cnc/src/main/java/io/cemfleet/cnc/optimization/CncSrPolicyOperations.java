package io.cemfleet.cnc.optimization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.json.RequestJson;
import io.cemfleet.cnc.session.CncAnswer;
import io.cemfleet.cnc.session.CncApi;
import io.cemfleet.cnc.session.CncClient;
import io.cemfleet.cnc.topology.RouterLookup;
import io.cemfleet.network.policy.PolicyKey;
import io.cemfleet.network.topology.NetworkTopology;

final class CncSrPolicyOperations implements SrPolicyOperations {

    private static final String OPERATION =
            "/operations/cisco-crosswork-optimization-engine-sr-policy-operations:sr-policy-";

    private final CncClient cnc;

    CncSrPolicyOperations(CncClient cnc) {
        this.cnc = cnc;
    }

    @Override
    public CncResult<DryRunResult> dryRun(NetworkTopology topology, String headEnd, String endPoint, PathRequest path) {
        return ends(topology, headEnd, endPoint)
                .flatMap(input -> {
                    input.set("sr-policy-path", OperationMapper.path(path));
                    return cnc.query(CncApi.OPTIMIZATION, OPERATION + "dryrun", RequestJson.object("input", input));
                })
                .flatMap(body -> OperationMapper.dryRun(topology, body));
    }

    @Override
    public CncResult<AppliedOperation> create(NetworkTopology topology, PolicyRequest request) {
        return write(topology, "create", request);
    }

    @Override
    public CncResult<AppliedOperation> modify(NetworkTopology topology, PolicyRequest request) {
        return write(topology, "modify", request);
    }

    @Override
    public CncResult<AppliedOperation> delete(NetworkTopology topology, PolicyKey key) {
        return ends(topology, key.headEnd(), key.endPoint())
                .flatMap(policy -> send("delete", policy.put("color", key.color())));
    }

    private CncResult<AppliedOperation> write(NetworkTopology topology, String operation, PolicyRequest request) {
        var key = request.key();
        return ends(topology, key.headEnd(), key.endPoint()).flatMap(policy -> {
            policy.put("color", key.color()).put("path-name", request.pathName());
            RequestJson.setIfKnown(policy, "binding-sid", request.bindingSid());
            policy.set("sr-policy-path", OperationMapper.path(request.path()));
            return send(operation, policy);
        });
    }

    private CncResult<AppliedOperation> send(String operation, ObjectNode policy) {
        JsonNode body = RequestJson.object("input", RequestJson.object("sr-policies", RequestJson.array(policy)));
        return cnc.post(CncApi.OPTIMIZATION, OPERATION + operation, body)
                .map(CncAnswer::body)
                .flatMap(OperationMapper::applied);
    }

    private static CncResult<ObjectNode> ends(NetworkTopology topology, String headEnd, String endPoint) {
        return RouterLookup.router(topology, headEnd).flatMap(head -> RouterLookup.router(topology, endPoint)
                .map(end ->
                        RequestJson.object().put("head-end", head.routerId()).put("end-point", end.routerId())));
    }
}
