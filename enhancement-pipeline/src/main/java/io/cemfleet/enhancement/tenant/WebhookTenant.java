package io.cemfleet.enhancement.tenant;

/**
 * A tenant as the webhook needs it.
 *
 * @param secret in the clear: never log it
 */
public record WebhookTenant(String tenantId, boolean active, WebhookAuth auth, String secret, int ratePerMinute) {
    @Override
    public String toString() {
        return "WebhookTenant[" + tenantId + ", secret ***]";
    }
}
