package io.cemfleet.runtime.problem;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdDeserializer;
import io.cemfleet.runtime.input.SourceTime;
import java.io.IOException;
import java.time.Instant;
import java.util.Optional;

/** Reads times as {@link SourceTime} does, and refuses those that no message may name. */
final class SourceTimeDeserializer extends StdDeserializer<Instant> {
    private static final long serialVersionUID = 1L;

    SourceTimeDeserializer() {
        super(Instant.class);
    }

    @Override
    public Instant deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        Optional<Instant> read = parser.hasToken(JsonToken.VALUE_STRING)
                ? SourceTime.parse(parser.getText())
                : parser.hasToken(JsonToken.VALUE_NUMBER_INT)
                                && parser.getNumberType() != JsonParser.NumberType.BIG_INTEGER
                        ? SourceTime.ofEpoch(parser.getLongValue())
                        : Optional.empty();
        Instant at = read.orElse(null);
        if (at == null) {
            return context.reportInputMismatch(Instant.class, "must be a time in ISO 8601 with a zone");
        }
        return SourceTime.isPlausible(at)
                ? at
                : context.reportInputMismatch(Instant.class, "must be a time between the years 2000 and 2200");
    }
}
