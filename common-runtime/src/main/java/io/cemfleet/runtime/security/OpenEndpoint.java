package io.cemfleet.runtime.security;

import org.springframework.http.HttpMethod;

/**
 * An endpoint that the filter chain lets anyone reach, because its handler authenticates the sender itself, as a
 * webhook does. An agent declares each as a bean; undeclared endpoints are refused.
 *
 * @param pattern a path pattern, such as {@code /webhooks/{source}}
 * @param maxBody bytes; a larger body gets 413
 */
public record OpenEndpoint(HttpMethod method, String pattern, int maxBody) {}
