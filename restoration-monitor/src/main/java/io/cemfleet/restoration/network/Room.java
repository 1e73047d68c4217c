package io.cemfleet.restoration.network;

import java.util.List;

/** Whether the original links can take the returning traffic. */
public sealed interface Room {

    record Enough() implements Room {}

    /** @param links those that would be too full */
    record TooLittle(List<String> links) implements Room {}

    /** Not known is not enough. */
    record Unknown(String reason) implements Room {}
}
