package io.cemfleet.runtime.kafka;

import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.SslAuthenticationException;
import org.jspecify.annotations.Nullable;

/** Describes why Kafka cannot be used, with the setting to check. Never repeats a secret. */
public final class KafkaFault {
    private KafkaFault() {}

    /** The first cause that has a message. */
    public static String describe(Throwable failure) {
        SSLException tls = cause(failure, SSLException.class);
        if (tls != null || cause(failure, SslAuthenticationException.class) != null) {
            return "the TLS handshake failed (spring.kafka.ssl.*): " + innermost(failure);
        }
        AuthenticationException login = cause(failure, AuthenticationException.class);
        if (login != null) {
            return "the broker refuses the login (spring.kafka.properties.sasl.*): " + login.getMessage();
        }
        AuthorizationException right = cause(failure, AuthorizationException.class);
        if (right != null) {
            return "the broker's ACLs do not allow it: " + right.getMessage();
        }
        if (cause(failure, TimeoutException.class) != null
                || cause(failure, org.apache.kafka.common.errors.TimeoutException.class) != null) {
            return "no broker answers (spring.kafka.bootstrap-servers, spring.kafka.security.protocol)";
        }
        return innermost(failure);
    }

    private static <T> @Nullable T cause(Throwable failure, Class<T> type) {
        for (Throwable at = failure; at != null; at = at.getCause()) {
            if (type.isInstance(at)) {
                return type.cast(at);
            }
        }
        return null;
    }

    private static String innermost(Throwable failure) {
        Throwable at = failure;
        while (at.getCause() != null) {
            at = at.getCause();
        }
        return at.toString();
    }
}
