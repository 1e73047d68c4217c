/**
 * The OpenRouter interface: a model that writes only from its input and cites it, with costs; on request it is slow,
 * fails, or lies.
 */
@NullMarked
package io.cemfleet.lab.openrouter;

import org.jspecify.annotations.NullMarked;
