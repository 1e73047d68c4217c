package io.cemfleet.enhancement.webhook;

import io.cemfleet.runtime.input.SourceTime;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A time in ISO 8601 with a zone, from 2000 to 2199. */
@Constraint(validatedBy = ZonedTimestamp.Check.class)
@Target({ElementType.FIELD, ElementType.PARAMETER, ElementType.RECORD_COMPONENT})
@Retention(RetentionPolicy.RUNTIME)
@interface ZonedTimestamp {
    String message() default "must be an ISO 8601 time with a zone, from 2000 to 2199";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Check implements ConstraintValidator<ZonedTimestamp, String> {
        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null
                    || SourceTime.parse(text).filter(SourceTime::isPlausible).isPresent();
        }
    }
}
