package io.cemfleet.correlator.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.Severity;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes records of {@code cem.alerts}, step by step. */
public final class AlertRecordBuilder {
    private String alertId;
    private String domain = AlertRecord.UNRESOLVED;
    private final AlertSource source;
    private final String sourceKey;
    private @Nullable String resource;
    private AlertOrigin origin = AlertOrigin.VENDOR;
    private AlertKind kind;
    private @Nullable String linkId;
    private @Nullable String from;
    private List<String> candidateLinks = List.of();
    private List<String> nodes = List.of();
    private List<Integer> srlgs = List.of();
    private List<String> policies = List.of();
    private @Nullable Metric metric;
    private @Nullable Double value;
    private @Nullable Double threshold;
    private Severity severity = Severity.LOW;
    private Instant occurredAt;
    private Instant receivedAt;
    private @Nullable String topologyVersion;
    private @Nullable String suppressedBy;
    private @Nullable OwnLoad ownLoad;
    private List<AlertRef> evidence = List.of();
    private AlertRecord.@Nullable Control control;
    private @Nullable JsonNode raw;

    public AlertRecordBuilder(String alertId, AlertSource source, String sourceKey, AlertKind kind, Instant at) {
        this.alertId = alertId;
        this.source = source;
        this.sourceKey = sourceKey;
        this.kind = kind;
        this.occurredAt = at;
        this.receivedAt = at;
    }

    AlertRecordBuilder(AlertRecord record) {
        this(record.alertId(), record.source(), record.sourceKey(), record.kind(), record.occurredAt());
        this.domain = record.domain();
        this.resource = record.resource();
        this.origin = record.origin();
        this.linkId = record.linkId();
        this.from = record.from();
        this.candidateLinks = record.candidateLinks();
        this.nodes = record.nodes();
        this.srlgs = record.srlgs();
        this.policies = record.policies();
        this.metric = record.metric();
        this.value = record.value();
        this.threshold = record.threshold();
        this.severity = record.severity();
        this.receivedAt = record.receivedAt();
        this.topologyVersion = record.topologyVersion();
        this.suppressedBy = record.suppressedBy();
        this.ownLoad = record.ownLoad();
        this.evidence = record.evidence();
        this.control = record.control();
        this.raw = record.raw();
    }

    public AlertRecordBuilder alertId(String id) {
        this.alertId = id;
        return this;
    }

    public AlertRecordBuilder resource(@Nullable String about) {
        this.resource = about;
        return this;
    }

    public AlertRecordBuilder kind(AlertKind newKind) {
        this.kind = newKind;
        return this;
    }

    public AlertRecordBuilder origin(AlertOrigin how) {
        this.origin = how;
        return this;
    }

    /** Where it is: its domain, and the version of the topology that says so. */
    public AlertRecordBuilder in(String igpDomain, @Nullable String version) {
        this.domain = igpDomain;
        this.topologyVersion = version;
        return this;
    }

    public AlertRecordBuilder link(@Nullable String id) {
        this.linkId = id;
        return this;
    }

    /** The end that sends in the degraded direction. */
    public AlertRecordBuilder from(@Nullable String node) {
        this.from = node;
        return this;
    }

    public AlertRecordBuilder candidates(Collection<String> links) {
        this.candidateLinks = List.copyOf(links);
        return this;
    }

    public AlertRecordBuilder around(
            Collection<String> endNodes, Collection<Integer> riskGroups, Collection<String> crossing) {
        this.nodes = List.copyOf(endNodes);
        this.srlgs = List.copyOf(riskGroups);
        this.policies = List.copyOf(crossing);
        return this;
    }

    public AlertRecordBuilder measured(@Nullable Metric what, @Nullable Double reading, @Nullable Double limit) {
        this.metric = what;
        this.value = reading;
        this.threshold = limit;
        return this;
    }

    public AlertRecordBuilder severity(Severity how) {
        this.severity = how;
        return this;
    }

    public AlertRecordBuilder at(Instant occurred, Instant received) {
        this.occurredAt = occurred;
        this.receivedAt = received;
        return this;
    }

    public AlertRecordBuilder suppressedBy(@Nullable String id) {
        this.suppressedBy = id;
        return this;
    }

    public AlertRecordBuilder ownLoad(@Nullable OwnLoad load) {
        this.ownLoad = load;
        return this;
    }

    public AlertRecordBuilder evidence(List<AlertRef> alerts) {
        this.evidence = List.copyOf(alerts);
        return this;
    }

    public AlertRecordBuilder control(AlertRecord.Control asks) {
        this.control = asks;
        return this;
    }

    public AlertRecordBuilder raw(@Nullable JsonNode original) {
        this.raw = original;
        return this;
    }

    public AlertRecord build() {
        return new AlertRecord(
                alertId,
                domain,
                source,
                sourceKey,
                resource,
                origin,
                kind,
                linkId,
                from,
                candidateLinks,
                nodes,
                srlgs,
                policies,
                metric,
                value,
                threshold,
                metric == null ? null : metric.unit(),
                severity,
                occurredAt,
                receivedAt,
                topologyVersion,
                suppressedBy,
                ownLoad,
                evidence,
                control,
                raw);
    }
}
