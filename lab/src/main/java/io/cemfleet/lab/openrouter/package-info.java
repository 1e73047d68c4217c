/**
 * The OpenRouter face: a model that writes only from what it is given and cites it, what that costs, and on demand one
 * that is slow, fails, or lies.
 */
@NullMarked
package io.cemfleet.lab.openrouter;

import org.jspecify.annotations.NullMarked;
