package io.cemfleet.cnc.nso;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.session.CncAnswer;
import io.cemfleet.cnc.session.CncApi;
import io.cemfleet.cnc.session.CncClient;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The handling of NSO's answers that its clients share. */
final class NsoClient {

    private final CncClient cnc;

    NsoClient(CncClient cnc) {
        this.cnc = cnc;
    }

    CncResult<JsonNode> get(String path) {
        return cnc.get(CncApi.NSO, path);
    }

    /** Empty where there is no such resource. */
    CncResult<Optional<JsonNode>> maybe(String path) {
        CncResult<JsonNode> answer = get(path);
        return answer instanceof CncResult.NotFound<JsonNode>
                ? CncResult.ok(Optional.empty())
                : answer.map(Optional::of);
    }

    /** A container that does not exist is empty. */
    <T> CncResult<List<T>> all(String path, Function<JsonNode, CncResult<List<T>>> reading) {
        return switch (get(path)) {
            case CncResult.NotFound<JsonNode> none -> CncResult.ok(List.of());
            case CncResult<JsonNode> answer -> answer.flatMap(reading);
        };
    }

    /** A read that is answered without a body where the resource still has this entity tag. */
    CncResult<CncAnswer> get(String path, @Nullable String etag) {
        return cnc.get(CncApi.NSO, path, etag);
    }

    CncResult<NsoWriteResult> put(String path, JsonNode body) {
        return cnc.put(CncApi.NSO, path, body).map(NsoClient::written);
    }

    CncResult<NsoWriteResult> patch(String path, JsonNode body) {
        return cnc.patch(CncApi.NSO, path, body).map(NsoClient::written);
    }

    CncResult<NsoWriteResult> delete(String path) {
        return cnc.delete(CncApi.NSO, path).map(answer -> NsoWriteResult.DELETED);
    }

    CncResult<JsonNode> dryRun(String path, JsonNode body) {
        return cnc.put(CncApi.NSO, path + "?dry-run=native", body).map(CncAnswer::body);
    }

    private static NsoWriteResult written(CncAnswer answer) {
        return answer.status() == 201 ? NsoWriteResult.CREATED : NsoWriteResult.CHANGED;
    }
}
