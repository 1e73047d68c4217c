package io.cemfleet.enhancement.tenant;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How a tenant's service desk proves that a webhook is its own. */
public enum WebhookAuth {
    /** HMAC-SHA256 of the raw body. */
    SIGNATURE,
    /** The secret itself in a header, for a service desk that cannot sign. A signature is accepted too. */
    SECRET_HEADER;

    @JsonValue
    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
