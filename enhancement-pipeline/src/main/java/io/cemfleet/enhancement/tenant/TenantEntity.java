package io.cemfleet.enhancement.tenant;

import io.cemfleet.enhancement.stage.EnhancementPreferences;
import io.cemfleet.enhancement.stage.NetworkOwnership;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

@Entity
@Table(name = "tenant")
@SuppressWarnings("NullAway.Init")
class TenantEntity {
    @Id
    String tenantId;

    String name;
    boolean active;
    String serviceDeskUrl;
    String serviceDeskKey;
    String webhookAuth;
    String webhookSecret;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> models;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> ownedCustomers;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> ownedServices;

    @JdbcTypeCode(SqlTypes.ARRAY)
    List<String> ownedPrefixes;

    boolean ownsEverything;
    int ratePerMinute;

    @Nullable
    BigDecimal monthlyBudgetUsd;

    @Nullable
    Long monthlyBudgetTokens;

    boolean appendToDescription;
    boolean showToRequester;
    int maxSimilarTickets;
    int maxArticles;
    int maxSystems;
    int maxWords;
    double temperature;

    @Version
    int version;

    Instant createdAt;
    Instant updatedAt;

    /** For Hibernate, and for a tenant that is new. */
    TenantEntity() {}

    NetworkOwnership ownership() {
        return new NetworkOwnership(ownedCustomers, ownedServices, ownedPrefixes, ownsEverything);
    }

    void own(NetworkOwnership owned) {
        ownedCustomers = owned.customers();
        ownedServices = owned.services();
        ownedPrefixes = owned.prefixes();
        ownsEverything = owned.everything();
    }

    EnhancementPreferences preferences() {
        return new EnhancementPreferences(
                appendToDescription,
                showToRequester,
                maxSimilarTickets,
                maxArticles,
                maxSystems,
                maxWords,
                temperature);
    }

    void prefer(EnhancementPreferences wanted) {
        appendToDescription = wanted.appendToDescription();
        showToRequester = wanted.showToRequester();
        maxSimilarTickets = wanted.maxSimilarTickets();
        maxArticles = wanted.maxArticles();
        maxSystems = wanted.maxSystems();
        maxWords = wanted.maxWords();
        temperature = wanted.temperature();
    }
}
