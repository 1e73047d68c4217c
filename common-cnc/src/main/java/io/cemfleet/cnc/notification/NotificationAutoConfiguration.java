package io.cemfleet.cnc.notification;

import io.cemfleet.cnc.session.CncClient;
import io.cemfleet.cnc.session.CncEventSource;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** Follows the notifications in the agent that wants them. */
@AutoConfiguration
@ConditionalOnProperty("cem.cnc.notification.enabled")
@EnableConfigurationProperties(NotificationSettings.class)
class NotificationAutoConfiguration {

    @Bean
    NetworkNotifications networkNotifications(
            CncClient cnc, CncEventSource events, NetworkNotificationListener listener, NotificationSettings settings) {
        return new NetworkNotifications(cnc, events, listener, settings);
    }
}
