package io.cemfleet.a2a.contract;

import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Names each item that does not belong to its wave. Missing values are the concern of their own constraints. */
public final class OneWaveValidator implements ConstraintValidator<OneWave, TunnelWave<?>> {

    /**
     * What the wave has to know of an item.
     *
     * @param field that names the target
     * @param target the protection or the tunnel that is written
     * @param incidentId of the item, where it names one
     */
    private record WaveTarget(String field, @Nullable String target, @Nullable String incidentId, long planRevision) {

        static @Nullable WaveTarget of(Object payload) {
            return switch (payload) {
                case ProvisionTunnel.Request item ->
                    new WaveTarget("protectionKey", item.protectionKey(), item.incidentId(), item.planRevision());
                case SteerTraffic.Request item ->
                    new WaveTarget("tunnelId", item.tunnelId(), null, item.planRevision());
                case ShiftTraffic.Request item ->
                    new WaveTarget("tunnelId", item.tunnelId(), null, item.planRevision());
                case DeleteTunnel.Request item ->
                    new WaveTarget("tunnelId", item.tunnelId(), null, item.planRevision());
                default -> null;
            };
        }
    }

    @Override
    public boolean isValid(TunnelWave<?> wave, ConstraintValidatorContext context) {
        List<? extends WaveItem<?>> items = wave.items();
        if (items == null) {
            return true;
        }
        context.disableDefaultConstraintViolation();
        boolean valid = true;
        var keys = new HashSet<String>();
        var targets = new HashSet<String>();
        for (int i = 0; i < items.size(); i++) {
            WaveItem<?> item = items.get(i);
            if (item == null) {
                continue;
            }
            if (item.key() != null && !keys.add(item.key())) {
                violated(context, i, "key", "is the key of another item");
                valid = false;
            }
            WaveTarget target = item.payload() == null ? null : WaveTarget.of(item.payload());
            if (target != null) {
                valid &= belongs(wave, target, targets, context, i);
            }
        }
        return valid;
    }

    private static boolean belongs(
            TunnelWave<?> wave,
            WaveTarget target,
            HashSet<String> targets,
            ConstraintValidatorContext context,
            int index) {
        boolean valid = true;
        if (target.target() != null && !targets.add(target.target())) {
            violated(context, index, "payload." + target.field(), "is in the wave twice");
            valid = false;
        }
        if (target.planRevision() != wave.planRevision()) {
            violated(context, index, "payload.planRevision", "is not the wave's");
            valid = false;
        }
        if (target.incidentId() != null && !Objects.equals(target.incidentId(), wave.incidentId())) {
            violated(context, index, "payload.incidentId", "is not the wave's");
            valid = false;
        }
        return valid;
    }

    private static void violated(ConstraintValidatorContext context, int index, String field, String message) {
        context.buildConstraintViolationWithTemplate(message)
                .addPropertyNode("items[" + index + "]." + field)
                .addConstraintViolation();
    }
}
