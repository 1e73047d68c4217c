package io.cemfleet.notification.channel;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/** A blank url means that the channel is not set up: a notification for it fails with that reason. */
@Validated
@ConfigurationProperties("cem.notification.servicenow")
record ServiceNowSettings(String url, String user, String password) {}
