package io.cemfleet.a2a.message;

/**
 * Why a task failed, in a form that the caller can handle.
 *
 * @param code snake_case, stable: callers decide by it
 * @param retryable whether the same task under a new task id may succeed
 */
public record TaskFailure(String code, String message, boolean retryable) {}
