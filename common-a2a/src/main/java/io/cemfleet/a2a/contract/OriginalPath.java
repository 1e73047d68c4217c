package io.cemfleet.a2a.contract;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The path that traffic took before, and to which it returns. An absent segment list means the IGP's own path. */
public record OriginalPath(@NotNull List<String> links, @Nullable List<@Valid PathSegment> segmentList) {}
