package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/**
 * An answer of the CNC simulator.
 *
 * @param type content type, empty where there is no body
 */
record CncReply(int status, String type, String body, Map<String, String> headers) {
    static final String YANG_JSON = "application/yang-data+json";
    static final String JSON = "application/json";
    private static final String TEXT = "text/plain;charset=UTF-8";

    CncReply(int status, String type, String body) {
        this(status, type, body, Map.of());
    }

    static CncReply empty(int status) {
        return new CncReply(status, "", "");
    }

    static CncReply text(int status, String text) {
        return new CncReply(status, TEXT, text);
    }

    static CncReply json(int status, JsonNode body) {
        return new CncReply(status, JSON, body.toString());
    }

    static CncReply data(JsonNode body) {
        return new CncReply(200, YANG_JSON, body.toString());
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
        return new CncReply(
                status,
                YANG_JSON,
                VendorJson.obj("errors", VendorJson.obj("error", List.of(error("protocol", tag, message))))
                        .toString());
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
        return new CncReply(
                status,
                YANG_JSON,
                VendorJson.obj(
                                "ietf-restconf:errors",
                                VendorJson.obj("error", List.of(error("application", tag, message))))
                        .toString());
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
