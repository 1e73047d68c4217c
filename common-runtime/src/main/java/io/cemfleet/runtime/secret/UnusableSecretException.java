package io.cemfleet.runtime.secret;

import java.util.List;

/** A secret of the environment cannot be what was meant. Names the variable and the fault, never the value. */
final class UnusableSecretException extends RuntimeException {
    UnusableSecretException(List<String> faults) {
        super(String.join("; ", faults));
    }
}
