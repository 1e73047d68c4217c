package io.cemfleet.tunnel.policy;

import org.jspecify.annotations.Nullable;

/**
 * What was decided about a tunnel and begun.
 *
 * @param written a write to the network was begun once: what stands there under the tunnel's name is ours
 * @param intended the placement of the last write that was begun
 * @param verdict of the rules, when its place was taken
 * @param failure code of the last failure, absent after a success
 * @param version of the row
 */
public record Ledger(
        boolean written, @Nullable Placement intended, String verdict, @Nullable String failure, long version) {}
