package io.cemfleet.cnc.session;

import org.springframework.util.unit.DataSize;
import org.springframework.web.client.RestClientException;

/** An answer beyond {@code cem.cnc.calls.largest-answer}; what came of it is thrown away. */
final class AnswerTooLargeException extends RestClientException {
    private static final long serialVersionUID = 1L;

    AnswerTooLargeException(DataSize largest) {
        super("the answer is larger than " + largest.toBytes() + " bytes");
    }
}
