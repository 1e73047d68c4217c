package io.cemfleet.correlator.alert;

import com.fasterxml.jackson.databind.JsonNode;
import io.cemfleet.a2a.contract.Severity;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Builds records of {@code cem.alerts}, step by step. */
public final class AlertRecordBuilder {
    private String alertId;
    private AlarmIdentity alarm;
    private AlertOrigin origin = AlertOrigin.VENDOR;
    private AlertKind kind;
    private AlertLocation location = AlertLocation.UNKNOWN;
    private @Nullable MetricReading reading;
    private Severity severity = Severity.LOW;
    private Instant occurredAt;
    private Instant receivedAt;
    private @Nullable String suppressedBy;
    private @Nullable OwnTunnelLoad ownLoad;
    private List<AlertRef> evidence = List.of();
    private AlertRecord.@Nullable ClosureControl control;
    private @Nullable JsonNode raw;

    public AlertRecordBuilder(String alertId, AlarmIdentity alarm, AlertKind kind, Instant at) {
        this.alertId = alertId;
        this.alarm = alarm;
        this.kind = kind;
        this.occurredAt = at;
        this.receivedAt = at;
    }

    AlertRecordBuilder(AlertRecord record) {
        this(record.alertId(), record.alarm(), record.kind(), record.occurredAt());
        this.origin = record.origin();
        this.location = record.location();
        this.reading = record.reading();
        this.severity = record.severity();
        this.receivedAt = record.receivedAt();
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

    public AlertRecordBuilder alarm(AlarmIdentity identity) {
        this.alarm = identity;
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

    public AlertRecordBuilder location(AlertLocation where) {
        this.location = where;
        return this;
    }

    /** The degraded link, in the same surroundings. */
    public AlertRecordBuilder link(@Nullable String id) {
        this.location = location.withLink(id);
        return this;
    }

    public AlertRecordBuilder reading(@Nullable MetricReading measured) {
        this.reading = measured;
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

    public AlertRecordBuilder ownLoad(@Nullable OwnTunnelLoad load) {
        this.ownLoad = load;
        return this;
    }

    public AlertRecordBuilder evidence(List<AlertRef> alerts) {
        this.evidence = List.copyOf(alerts);
        return this;
    }

    public AlertRecordBuilder control(AlertRecord.ClosureControl asks) {
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
                alarm,
                origin,
                kind,
                location,
                reading,
                severity,
                occurredAt,
                receivedAt,
                suppressedBy,
                ownLoad,
                evidence,
                control,
                raw);
    }
}
