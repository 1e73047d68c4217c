package io.cemfleet.cnc.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.cemfleet.cnc.CncResult;
import io.cemfleet.cnc.json.YangJson;
import java.util.List;
import java.util.Optional;
import org.springframework.http.HttpMethod;

/** Interprets the controller's statuses, including its peculiarities. */
final class CncStatusInterpreter {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CncStatusInterpreter() {}

    static CncResult<CncAnswer> of(CncCall call, RawCncAnswer raw) {
        if (raw.isGood()) {
            return good(call, raw);
        }
        if (raw.status() == 304 && call.etag() != null) {
            return CncResult.ok(new CncAnswer(304, MissingNode.getInstance(), call.etag()));
        }
        var error = parse(raw.body()).flatMap(ErrorBody::of);
        return switch (raw.status()) {
            case 403 -> new CncResult.Forbidden<>(call.name() + ": " + raw.excerpt());
            case 404 -> notThere(call, raw, error);
            case 409 -> conflict(call, raw, error);
            case 429, 503 -> CncResult.unavailable(call.name() + ": " + raw.status() + " " + raw.excerpt(), true);
            case 500 -> internal(call, raw, error);
            default ->
                raw.status() >= 500 ? CncResult.unavailable(described(call, raw, error), true) : refused(raw, error);
        };
    }

    private static CncResult<CncAnswer> good(CncCall call, RawCncAnswer raw) {
        if (raw.body().isBlank()) {
            // A 204 means an empty result; an empty 200 is a failure.
            return call.isQuestion() && raw.status() != 204
                    ? CncResult.unavailable(call.name() + ": the answer is empty", true)
                    : CncResult.ok(new CncAnswer(raw.status(), MissingNode.getInstance(), raw.etag()));
        }
        var body = parse(raw.body());
        if (body.isEmpty()) {
            return call.method() == HttpMethod.DELETE
                    ? CncResult.ok(new CncAnswer(
                            raw.status(), TextNode.valueOf(raw.body().strip()), raw.etag()))
                    : CncResult.unavailable(call.name() + ": the answer is no JSON: " + raw.excerpt(), true);
        }
        if (call.isQuestion() && (!body.get().isContainerNode() || body.get().has("error"))) {
            return CncResult.unavailable(call.name() + ": the answer is an error: " + raw.excerpt(), true);
        }
        return body.flatMap(ErrorBody::of)
                .<CncResult<CncAnswer>>map(ErrorBody::refused)
                .orElseGet(() -> CncResult.ok(new CncAnswer(raw.status(), body.get(), raw.etag())));
    }

    /** Only NSO answers 404 for an object that does not exist; elsewhere a 404 means an unknown path. */
    private static CncResult<CncAnswer> notThere(CncCall call, RawCncAnswer raw, Optional<ErrorBody> error) {
        return call.face() == CncApi.NSO && error.isPresent()
                ? CncResult.notFound(call.name())
                : CncResult.unavailable(described(call, raw, error), false);
    }

    private static CncResult<CncAnswer> conflict(CncCall call, RawCncAnswer raw, Optional<ErrorBody> error) {
        return error.filter(e -> e.code().equals("data-missing")).isPresent()
                ? CncResult.notFound(call.name())
                : refused(raw, error);
    }

    private static CncResult<CncAnswer> internal(CncCall call, RawCncAnswer raw, Optional<ErrorBody> error) {
        if (raw.body().isBlank() && call.isOperation()) {
            return CncResult.refused("empty_500", "bad input, or a missing backend, at " + call.name());
        }
        return error.filter(ErrorBody::named)
                .<CncResult<CncAnswer>>map(ErrorBody::refused)
                .orElseGet(() -> CncResult.unavailable(described(call, raw, error), true));
    }

    private static CncResult<CncAnswer> refused(RawCncAnswer raw, Optional<ErrorBody> error) {
        return error.<CncResult<CncAnswer>>map(ErrorBody::refused)
                .orElseGet(() -> CncResult.refused("http_" + raw.status(), raw.excerpt()));
    }

    private static String described(CncCall call, RawCncAnswer raw, Optional<ErrorBody> error) {
        return call.name() + ": " + raw.status() + " "
                + error.map(ErrorBody::message).orElseGet(raw::excerpt);
    }

    private static Optional<JsonNode> parse(String body) {
        try {
            var node = JSON.readTree(body);
            return node.isMissingNode() ? Optional.empty() : Optional.of(node);
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /**
     * An error in one of the controller's forms.
     *
     * @param code the application's tag where there is one ({@code NOT.0029}), else RESTCONF's
     * @param named whether the error has a tag of the application, which a crash has not
     */
    record ErrorBody(String code, String message, boolean named) {

        static Optional<ErrorBody> of(JsonNode body) {
            var entries = entries(body);
            if (entries.isEmpty()) {
                return Optional.empty();
            }
            var first = entries.getFirst();
            var path = YangJson.text(first, "error-path");
            var appTag = YangJson.text(first, "error-app-tag");
            var tag = YangJson.textOr("error", first, "error-tag");
            return Optional.of(new ErrorBody(
                    appTag == null ? tag : appTag,
                    (path == null ? "" : path + ": ") + YangJson.textOr(tag, first, "error-message"),
                    appTag != null));
        }

        /** The errors of a request, or those of a YANG Patch (RFC 8072): of the whole, or of its edits. */
        private static List<JsonNode> entries(JsonNode body) {
            var patch = YangJson.at(body, "yang-patch-status");
            if (patch.isMissingNode()) {
                return YangJson.each(body, "errors", "error");
            }
            var ofEdits = YangJson.each(patch, "edit-status", "edit").stream()
                    .flatMap(edit -> YangJson.each(edit, "errors", "error").stream())
                    .toList();
            return ofEdits.isEmpty() ? YangJson.each(patch, "errors", "error") : ofEdits;
        }

        <T> CncResult<T> refused() {
            return CncResult.refused(code, message);
        }
    }
}
