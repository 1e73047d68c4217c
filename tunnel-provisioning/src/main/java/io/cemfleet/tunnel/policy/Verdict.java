package io.cemfleet.tunnel.policy;

import java.util.List;

/** What the rules say of a proposal; kept in the tunnel's row. */
public sealed interface Verdict {

    record Allowed() implements Verdict {}

    record Refused(String rule, String reason) implements Verdict {}

    /** The first refusal, or allowed. */
    static Verdict of(List<TunnelRule> rules, Proposal proposal) {
        return rules.stream()
                .map(rule -> rule.judge(proposal))
                .filter(Refused.class::isInstance)
                .findFirst()
                .orElseGet(Allowed::new);
    }

    /** One line for the row. */
    default String text() {
        return switch (this) {
            case Allowed allowed -> "allowed";
            case Refused(String rule, String reason) -> "refused by " + rule + ": " + reason;
        };
    }
}
