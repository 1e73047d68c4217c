package io.cemfleet.enhancement.tenant;

/** What the webhook has to know of a tenant. @param secret in the clear: never log it */
public record WebhookTenant(String tenantId, boolean active, WebhookAuth auth, String secret, int ratePerMinute) {
    @Override
    public String toString() {
        return "WebhookTenant[" + tenantId + ", secret ***]";
    }
}
