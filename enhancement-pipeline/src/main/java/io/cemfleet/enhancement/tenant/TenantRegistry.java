package io.cemfleet.enhancement.tenant;

import static io.cemfleet.enhancement.tenant.TenantRequest.or;

import io.cemfleet.enhancement.stage.EnhancementPreferences;
import io.cemfleet.enhancement.stage.NetworkOwnership;
import io.cemfleet.enhancement.stage.TenantProfile;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.springframework.data.domain.Sort;
import org.springframework.stereotype.Component;

/** The tenants, each read and written in its own scope. */
@Component
public class TenantRegistry {
    private static final String KEY = "service_desk_key";
    private static final String SECRET = "webhook_secret";

    private final TenantRepository rows;
    private final TenantScope scope;
    private final TenantSecretCipher box;
    private final TenantSettings settings;
    private final Clock clock;

    TenantRegistry(
            TenantRepository rows, TenantScope scope, TenantSecretCipher box, TenantSettings settings, Clock clock) {
        this.rows = rows;
        this.scope = scope;
        this.box = box;
        this.settings = settings;
        this.clock = clock;
    }

    /** The tenant as the webhook needs it; empty when there is no such tenant. */
    public Optional<WebhookTenant> forWebhook(String tenantId) {
        return scope.in(tenantId, () -> rows.findById(tenantId))
                .map(row -> new WebhookTenant(
                        tenantId,
                        row.active,
                        WebhookAuth.valueOf(row.webhookAuth.toUpperCase(Locale.ROOT)),
                        box.open(tenantId, SECRET, row.webhookSecret),
                        row.ratePerMinute));
    }

    /** The tenant as the stages need it; empty when there is no such tenant, or it is not active. */
    public Optional<TenantProfile> profile(String tenantId) {
        return scope.in(tenantId, () -> rows.findById(tenantId))
                .filter(row -> row.active)
                .map(row -> new TenantProfile(
                        tenantId,
                        URI.create(row.serviceDeskUrl),
                        box.open(tenantId, KEY, row.serviceDeskKey),
                        row.ownership(),
                        row.models,
                        row.preferences()));
    }

    /** The names of the active tenants. */
    public List<String> active() {
        return scope.forOperators(() -> rows.findAll().stream()
                .filter(row -> row.active)
                .map(row -> row.tenantId)
                .toList());
    }

    /** The names of all tenants, active or not. */
    public List<String> names() {
        return scope.forOperators(
                () -> rows.findAll().stream().map(row -> row.tenantId).toList());
    }

    List<TenantView> all() {
        return scope.forOperators(() ->
                rows.findAll(Sort.by("tenantId")).stream().map(TenantView::of).toList());
    }

    Optional<TenantView> find(String tenantId) {
        return scope.in(tenantId, () -> rows.findById(tenantId).map(TenantView::of));
    }

    /** Creates a tenant; empty when there is one of this name already. */
    Optional<TenantView> add(String tenantId, TenantRequest form, String webhookSecret) {
        return scope.in(tenantId, () -> {
            if (rows.existsById(tenantId)) {
                return Optional.empty();
            }
            TenantEntity row = new TenantEntity();
            row.tenantId = tenantId;
            row.name = tenantId;
            row.active = true;
            row.webhookAuth = WebhookAuth.SIGNATURE.wire();
            row.models = settings.models();
            row.ratePerMinute = settings.ratePerMinute();
            row.webhookSecret = box.seal(tenantId, SECRET, webhookSecret);
            row.own(NetworkOwnership.NOTHING);
            row.prefer(EnhancementPreferences.DEFAULTS);
            row.createdAt = clock.instant();
            change(row, form);
            return Optional.of(TenantView.of(rows.saveAndFlush(row)));
        });
    }

    /** Changes what the form names; empty when there is no such tenant. */
    Optional<TenantView> change(String tenantId, TenantRequest form) {
        return scope.in(tenantId, () -> rows.findById(tenantId).map(row -> {
            if (form.webhookSecret() != null) {
                row.webhookSecret = box.seal(tenantId, SECRET, form.webhookSecret());
            }
            change(row, form);
            return TenantView.of(rows.saveAndFlush(row));
        }));
    }

    /**
     * Encrypts every secret again with the key that is first now.
     *
     * @return tenants whose secrets were encrypted again
     */
    int rotate() {
        int rotated = 0;
        for (TenantView tenant : all()) {
            rotated += scope.in(tenant.tenantId(), () -> rows.findById(tenant.tenantId())
                            .filter(this::sealAgain)
                            .isPresent())
                    ? 1
                    : 0;
        }
        return rotated;
    }

    private boolean sealAgain(TenantEntity row) {
        if (box.isCurrent(row.serviceDeskKey) && box.isCurrent(row.webhookSecret)) {
            return false;
        }
        row.serviceDeskKey = box.seal(row.tenantId, KEY, box.open(row.tenantId, KEY, row.serviceDeskKey));
        row.webhookSecret = box.seal(row.tenantId, SECRET, box.open(row.tenantId, SECRET, row.webhookSecret));
        return true;
    }

    private void change(TenantEntity row, TenantRequest form) {
        row.name = or(form.name(), row.name);
        row.active = or(form.active(), row.active);
        row.serviceDeskUrl = or(form.serviceDeskUrl(), row.serviceDeskUrl);
        if (form.serviceDeskKey() != null) {
            row.serviceDeskKey = box.seal(row.tenantId, KEY, form.serviceDeskKey());
        }
        row.webhookAuth = form.webhookAuth() == null
                ? row.webhookAuth
                : form.webhookAuth().wire();
        row.models = or(form.models(), row.models);
        row.ratePerMinute = or(form.ratePerMinute(), row.ratePerMinute);
        row.monthlyBudgetUsd = form.monthlyBudgetUsd() == null ? row.monthlyBudgetUsd : form.monthlyBudgetUsd();
        row.monthlyBudgetTokens =
                form.monthlyBudgetTokens() == null ? row.monthlyBudgetTokens : form.monthlyBudgetTokens();
        if (form.ownership() != null) {
            row.own(form.ownership().over(row.ownership()));
        }
        if (form.preferences() != null) {
            row.prefer(form.preferences().over(row.preferences()));
        }
        row.updatedAt = clock.instant();
    }
}
