/** The service desks' webhooks: authentication, freshness, validation; accepted only once Kafka has the job. */
@NullMarked
package io.cemfleet.enhancement.webhook;

import org.jspecify.annotations.NullMarked;
