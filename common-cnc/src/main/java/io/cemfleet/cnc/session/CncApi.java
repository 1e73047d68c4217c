package io.cemfleet.cnc.session;

/** The controller's bases: where each begins and which media type it speaks. */
public enum CncApi {
    TOPOLOGY("/crosswork/nbi/topology/v3/restconf", "application/yang-data+json"),
    OPTIMIZATION("/crosswork/nbi/optimization/v3/restconf", "application/yang-data+json"),
    SERVICES("/crosswork/nbi/cat-inventory/v1/restconf", "application/yang-data+json"),
    NSO("/crosswork/proxy/nso/restconf", "application/yang-data+json"),
    /** Inventory, performance history, alarms, notifications: plain JSON under {@code /crosswork}. */
    PLATFORM("/crosswork", "application/json");

    private final String base;
    private final String mediaType;

    CncApi(String base, String mediaType) {
        this.base = base;
        this.mediaType = mediaType;
    }

    String base() {
        return base;
    }

    String mediaType() {
        return mediaType;
    }
}
