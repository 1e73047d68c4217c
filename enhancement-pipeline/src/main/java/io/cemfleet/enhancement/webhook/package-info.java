/** The service desks' webhooks: who sent it, is it fresh, is it well-formed; promised only once Kafka has it. */
@NullMarked
package io.cemfleet.enhancement.webhook;

import org.jspecify.annotations.NullMarked;
