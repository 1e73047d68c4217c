package io.cemfleet.cnc.session;

import org.springframework.util.unit.DataSize;
import org.springframework.web.client.RestClientException;

/** An answer that is larger than {@code cem.cnc.calls.largest-answer}; it is discarded. */
final class AnswerTooLargeException extends RestClientException {
    private static final long serialVersionUID = 1L;

    AnswerTooLargeException(DataSize largest) {
        super("the answer is larger than " + largest.toBytes() + " bytes");
    }
}
