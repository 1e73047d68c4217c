package io.cemfleet.runtime.security;

import org.springframework.http.HttpMethod;

/**
 * A route that the filter chain lets anyone reach, because its handler checks the sender itself, as a webhook does. An
 * agent names each as a bean; what is not named is refused.
 *
 * @param pattern a path pattern, such as {@code /webhooks/{source}}
 * @param maxBody bytes; a larger body gets 413
 */
public record OpenEndpoint(HttpMethod method, String pattern, int maxBody) {}
