package io.cemfleet.cnc.alarm;

import java.net.URI;

/** A webhook subscription of this account. */
public record AlarmSubscription(String id, String topic, URI clientUrl) {}
