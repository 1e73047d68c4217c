package io.cemfleet.a2a.contract;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;

/**
 * One item of a wave.
 *
 * @param key names the item in the answer, and is used once in the wave
 * @param payload of the task that does the same for one tunnel
 */
public record WaveItem<P>(@NotBlank @Size(max = LONGEST_KEY) String key, @NotNull @Valid P payload) {
    /** The longest key, in characters. */
    public static final int LONGEST_KEY = 200;
}
