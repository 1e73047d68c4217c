package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/**
 * An answer of the CNC simulator.
 *
 * @param type content type, empty where there is no body
 * @param bytes the body as sent; many requests may share it, so nobody changes it
 */
record CncReply(int status, String type, byte[] bytes, Map<String, String> headers) {
    static final String YANG_JSON = "application/yang-data+json";
    static final String JSON = "application/json";
    private static final String TEXT = "text/plain;charset=UTF-8";

    private CncReply(int status, String type, byte[] bytes) {
        this(status, type, bytes, Map.of());
    }

    /** The body as text. */
    String body() {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    CncReply with(Map<String, String> more) {
        return new CncReply(status, type, bytes, more);
    }

    static CncReply empty(int status) {
        return new CncReply(status, "", new byte[0]);
    }

    static CncReply text(int status, String text) {
        return new CncReply(status, TEXT, text.getBytes(StandardCharsets.UTF_8));
    }

    static CncReply json(int status, JsonNode body) {
        return json(status, VendorJson.bytes(body));
    }

    static CncReply json(int status, byte[] body) {
        return new CncReply(status, JSON, body);
    }

    static CncReply yang(int status, JsonNode body) {
        return new CncReply(status, YANG_JSON, VendorJson.bytes(body));
    }

    static CncReply data(JsonNode body) {
        return yang(200, body);
    }

    /** @param body rendered already */
    static CncReply data(byte[] body) {
        return new CncReply(200, YANG_JSON, body);
    }

    /** The gateway's error form, {@code {"error": "…"}}. */
    static CncReply gateway(int status, String message) {
        return json(status, VendorJson.obj("error", message));
    }

    /** CNC's answer to a bad token, a missing role and an unknown address. */
    static CncReply unauthorized() {
        return gateway(403, "Unauthorized request");
    }

    /** The RESTCONF error of CNC's own NBIs. */
    static CncReply restconf(int status, String tag, String message) {
        return yang(
                status, VendorJson.obj("errors", VendorJson.obj("error", List.of(error("protocol", tag, message)))));
    }

    /** CNC's "not found": 409. */
    static CncReply dataMissing() {
        return restconf(
                409,
                "data-missing",
                "Request could not be completed because the relevant data model content does not exist");
    }

    /** The RESTCONF error of the NSO proxy. */
    static CncReply nso(int status, String tag, String message) {
        return yang(
                status,
                VendorJson.obj(
                        "ietf-restconf:errors", VendorJson.obj("error", List.of(error("application", tag, message)))));
    }

    /** NSO's "not found". */
    static CncReply nsoMissing() {
        return nso(404, "invalid-value", "uri keypath not found");
    }

    /** The error of the alarm and notification APIs. */
    static CncReply rc(int status, String appTag, String message) {
        return json(
                status,
                VendorJson.obj(
                        "rc.errors",
                        VendorJson.obj(
                                "error",
                                VendorJson.obj(
                                        "error-type",
                                        "application",
                                        "error-tag",
                                        "operation-failed",
                                        "error-app-tag",
                                        appTag,
                                        "error-message",
                                        message))));
    }

    private static JsonNode error(String type, String tag, String message) {
        return VendorJson.obj("error-type", type, "error-tag", tag, "error-message", message);
    }
}
