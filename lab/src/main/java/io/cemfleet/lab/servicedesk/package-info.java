/**
 * The ServiceDesk Plus face: requests, notes and solutions of its API, version 3, with a history that is made from the
 * network, and the webhooks that tell of new and of resolved requests.
 */
@NullMarked
package io.cemfleet.lab.servicedesk;

import org.jspecify.annotations.NullMarked;
