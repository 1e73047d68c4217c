package io.cemfleet.impact.tier;

import com.google.re2j.Pattern;
import io.cemfleet.a2a.contract.SlaLimits;
import io.cemfleet.a2a.contract.SlaTier;
import io.cemfleet.impact.ImpactSettings;
import io.cemfleet.network.service.VpnService;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Classifies services into tiers, with their SLA limits. Patterns (RE2) take linear time for any name. */
@Component
public class TierClassifier {

    private record CompiledTierRule(SlaTier tier, ImpactSettings.ServiceField field, Pattern pattern) {

        boolean matches(VpnService service) {
            return pattern.matcher(text(service)).find();
        }

        private String text(VpnService service) {
            return switch (field) {
                case VPN_ID -> service.vpnId();
                case VPN_NAME -> service.name();
                case CUSTOMER_NAME -> service.customer();
                case VPN_DESCRIPTION -> service.description();
            };
        }
    }

    private final List<CompiledTierRule> rules;
    private final Map<SlaTier, SlaLimits> limits = new EnumMap<>(SlaTier.class);

    /**
     * Reads the settings.
     *
     * @throws IllegalArgumentException when a pattern is no RE2 expression, or a tier has no limits
     */
    public TierClassifier(ImpactSettings settings) {
        rules = settings.tierRules().stream()
                .map(rule -> new CompiledTierRule(
                        rule.tier(), rule.field(), Pattern.compile(rule.pattern(), Pattern.CASE_INSENSITIVE)))
                .toList();
        for (var tier : SlaTier.values()) {
            var promised = settings.slaLimits().get(tier.effective().wire());
            if (promised == null) {
                throw new IllegalArgumentException("cem.impact.sla-limits has nothing for " + tier.wire());
            }
            limits.put(tier, new SlaLimits(promised.latencyMs(), promised.jitterMs(), promised.lossPct()));
        }
    }

    /** The tier of the first rule that matches, else unknown. */
    public SlaTier of(VpnService service) {
        return rules.stream()
                .filter(rule -> rule.matches(service))
                .map(CompiledTierRule::tier)
                .findFirst()
                .orElse(SlaTier.UNKNOWN);
    }

    /** The SLA limits of the tier; an unknown tier gets those of gold. */
    public SlaLimits limits(SlaTier tier) {
        var promised = limits.get(tier);
        if (promised == null) {
            throw new IllegalStateException("every tier has limits");
        }
        return promised;
    }
}
