package io.cemfleet.a2a.contract;

import jakarta.validation.Constraint;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The items of a {@link TunnelWave} belong together: each key and each tunnel or protection is there once, and all are
 * of the wave's incident and plan revision.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Constraint(validatedBy = OneWaveValidator.class)
@interface OneWave {
    /** The text of a violation. */
    String message() default "the items do not make one wave";

    /** Validation groups. */
    Class<?>[] groups() default {};

    /** Metadata for clients of the validation. */
    Class<? extends Payload>[] payload() default {};
}
