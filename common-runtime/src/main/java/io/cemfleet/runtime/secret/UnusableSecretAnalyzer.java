package io.cemfleet.runtime.secret;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Explains which secret stops the start. */
final class UnusableSecretAnalyzer extends AbstractFailureAnalyzer<UnusableSecretException> {

    @Override
    protected FailureAnalysis analyze(Throwable rootFailure, UnusableSecretException cause) {
        return new FailureAnalysis(cause.getMessage(), "Set it to the secret alone, in UTF-8.", cause);
    }
}
