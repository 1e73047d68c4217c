package io.cemfleet.cnc.optimization;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.json.Fields;
import io.cemfleet.cnc.policy.PolicyKey;
import io.cemfleet.cnc.session.Answer;
import io.cemfleet.cnc.session.CncClient;
import io.cemfleet.cnc.session.Face;
import io.cemfleet.cnc.topology.Named;
import io.cemfleet.cnc.topology.NetworkTopology;

final class CncSrPolicyOperations implements SrPolicyOperations {

    private static final String OPERATION =
            "/operations/cisco-crosswork-optimization-engine-sr-policy-operations:sr-policy-";

    private final CncClient cnc;

    CncSrPolicyOperations(CncClient cnc) {
        this.cnc = cnc;
    }

    @Override
    public CncResult<DryRun> dryRun(NetworkTopology topology, String headEnd, String endPoint, PathRequest path) {
        return ends(topology, headEnd, endPoint)
                .flatMap(input -> {
                    input.set("sr-policy-path", OperationForm.path(path));
                    return cnc.query(Face.OPTIMIZATION, OPERATION + "dryrun", Fields.object("input", input));
                })
                .flatMap(body -> OperationForm.dryRun(topology, body));
    }

    @Override
    public CncResult<Applied> create(NetworkTopology topology, PolicyRequest request) {
        return write(topology, "create", request);
    }

    @Override
    public CncResult<Applied> modify(NetworkTopology topology, PolicyRequest request) {
        return write(topology, "modify", request);
    }

    @Override
    public CncResult<Applied> delete(NetworkTopology topology, PolicyKey key) {
        return ends(topology, key.headEnd(), key.endPoint())
                .flatMap(policy -> send("delete", policy.put("color", key.color())));
    }

    private CncResult<Applied> write(NetworkTopology topology, String operation, PolicyRequest request) {
        var key = request.key();
        return ends(topology, key.headEnd(), key.endPoint()).flatMap(policy -> {
            policy.put("color", key.color()).put("path-name", request.pathName());
            Fields.setIfKnown(policy, "binding-sid", request.bindingSid());
            policy.set("sr-policy-path", OperationForm.path(request.path()));
            return send(operation, policy);
        });
    }

    private CncResult<Applied> send(String operation, ObjectNode policy) {
        JsonNode body = Fields.object("input", Fields.object("sr-policies", Fields.array(policy)));
        return cnc.post(Face.OPTIMIZATION, OPERATION + operation, body)
                .map(Answer::body)
                .flatMap(OperationForm::applied);
    }

    private static CncResult<ObjectNode> ends(NetworkTopology topology, String headEnd, String endPoint) {
        return Named.router(topology, headEnd).flatMap(head -> Named.router(topology, endPoint)
                .map(end -> Fields.object().put("head-end", head.routerId()).put("end-point", end.routerId())));
    }
}
