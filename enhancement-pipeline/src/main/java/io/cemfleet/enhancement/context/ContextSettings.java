package io.cemfleet.enhancement.context;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Time limits of the context sources, and how far back they search.
 *
 * @param limit of all sources together
 * @param articles limit of the knowledge base
 * @param keepArticles how long its answers are cached
 * @param incidents limit of the fleet's answer
 * @param incidentsShown the most incidents in a note, those that the ticket names first
 * @param recent how long ago an incident may have begun and still matter when it is over
 */
@Validated
@ConfigurationProperties("cem.enhancement.context")
public record ContextSettings(
        @DefaultValue("30s") Duration limit,
        @DefaultValue("10s") Duration articles,
        @DefaultValue("10m") Duration keepArticles,
        @DefaultValue("1000") @Min(1) int keptSearches,
        @DefaultValue("10s") Duration incidents,
        @DefaultValue("5") @Min(1) int incidentsShown,
        @DefaultValue("24h") Duration recent) {}
