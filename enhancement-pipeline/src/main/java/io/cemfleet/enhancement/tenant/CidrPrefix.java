package io.cemfleet.enhancement.tenant;

import io.cemfleet.enhancement.stage.AddressPrefix;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jspecify.annotations.Nullable;

/** A prefix in CIDR notation. */
@Constraint(validatedBy = CidrPrefix.Check.class)
@Target(ElementType.TYPE_USE)
@Retention(RetentionPolicy.RUNTIME)
@interface CidrPrefix {
    String message() default "must be a prefix such as 192.0.2.0/24 or 2001:db8::/32";

    Class<?>[] groups() default {};

    Class<? extends Payload>[] payload() default {};

    final class Check implements ConstraintValidator<CidrPrefix, String> {
        @Override
        public boolean isValid(@Nullable String text, ConstraintValidatorContext context) {
            return text == null || AddressPrefix.parse(text).isPresent();
        }
    }
}
