package io.cemfleet.tunnel.technology;

import io.cemfleet.a2a.contract.TeType;
import io.cemfleet.a2a.contract.TunnelFailureCode;
import io.cemfleet.tunnel.policy.StepOutcome;
import io.cemfleet.tunnel.policy.StepOutcomes;
import io.cemfleet.tunnel.southbound.TunnelEndCapabilities;
import java.util.EnumMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The technologies by TE type; a TE type without one is {@code te_type_unsupported}. */
@Component
public class TunnelTechnologies {
    private final Map<TeType, TunnelTechnology> byType = new EnumMap<>(TeType.class);

    /** @throws IllegalStateException when two technologies have the same TE type */
    TunnelTechnologies(List<TunnelTechnology> technologies) {
        for (TunnelTechnology technology : technologies) {
            if (byType.put(technology.teType(), technology) != null) {
                throw new IllegalStateException("two technologies of " + technology.teType());
            }
        }
    }

    /** The technology of a TE type. */
    public StepOutcome<TunnelTechnology> of(TeType teType) {
        TunnelTechnology technology = byType.get(teType);
        return technology == null
                ? unsupported("%s cannot be provisioned, only %s can".formatted(teType.wire(), names()))
                : StepOutcome.done(technology);
    }

    /** The technology of the requested TE type, else the first that both ends support. */
    public StepOutcome<TunnelTechnology> select(
            @Nullable TeType requested, String headEnd, String endPoint, TunnelEndCapabilities ends) {
        return byType.values().stream()
                .filter(technology -> requested == null || technology.teType() == requested)
                .filter(technology -> technology.supportedBy(ends))
                .findFirst()
                .map(StepOutcome::done)
                .orElseGet(() -> unsupported("the topology reports no %s from %s to %s"
                        .formatted(
                                (requested == null ? names() : requested.wire()).toUpperCase(Locale.ROOT),
                                headEnd,
                                endPoint)));
    }

    private String names() {
        return byType.keySet().stream().map(TeType::wire).collect(Collectors.joining(", "));
    }

    private static <T> StepOutcome<T> unsupported(String message) {
        return StepOutcome.failed(TunnelFailureCode.TE_TYPE_UNSUPPORTED, message);
    }

    /** A step for items of several technologies: once for all items of each technology, with their outcomes in order. */
    public static <I, R> StepOutcomes<R> byTechnology(
            List<I> items,
            Function<I, TunnelTechnology> technology,
            BiFunction<TunnelTechnology, List<I>, StepOutcomes<R>> step) {
        var outcomes = new IdentityHashMap<I, StepOutcome<R>>();
        items.stream()
                .collect(Collectors.groupingBy(technology, LinkedHashMap::new, Collectors.toList()))
                .forEach((of, group) -> {
                    List<StepOutcome<R>> done = step.apply(of, group).inOrder();
                    IntStream.range(0, group.size()).forEach(i -> outcomes.put(group.get(i), done.get(i)));
                });
        return StepOutcomes.each(items, item -> Objects.requireNonNull(outcomes.get(item)));
    }
}
