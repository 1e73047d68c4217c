package io.cemfleet.cnc.nso;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.session.Answer;
import io.cemfleet.cnc.session.CncClient;
import io.cemfleet.cnc.session.Face;
import java.util.List;
import java.util.function.Function;

/** What both of NSO's clients do with its answers. */
final class NsoClient {

    private final CncClient cnc;

    NsoClient(CncClient cnc) {
        this.cnc = cnc;
    }

    CncResult<JsonNode> get(String path) {
        return cnc.get(Face.NSO, path);
    }

    /** A container that does not exist holds nothing. */
    <T> CncResult<List<T>> all(String path, Function<JsonNode, CncResult<List<T>>> reading) {
        return switch (get(path)) {
            case CncResult.NotFound<JsonNode> none -> CncResult.ok(List.of());
            case CncResult<JsonNode> answer -> answer.flatMap(reading);
        };
    }

    CncResult<Written> put(String path, JsonNode body) {
        return cnc.put(Face.NSO, path, body).map(NsoClient::written);
    }

    CncResult<Written> patch(String path, JsonNode body) {
        return cnc.patch(Face.NSO, path, body).map(NsoClient::written);
    }

    CncResult<Written> delete(String path) {
        return cnc.delete(Face.NSO, path).map(answer -> Written.DELETED);
    }

    CncResult<JsonNode> dryRun(String path, JsonNode body) {
        return cnc.put(Face.NSO, path + "?dry-run=native", body).map(Answer::body);
    }

    private static Written written(Answer answer) {
        return answer.status() == 201 ? Written.CREATED : Written.CHANGED;
    }
}
