/**
 * The ServiceDesk Plus simulator: requests, notes and solutions of its API, version 3, with a history that is generated
 * from the network, and webhooks for new and resolved requests.
 */
@NullMarked
package io.cemfleet.lab.servicedesk;

import org.jspecify.annotations.NullMarked;
