package io.cemfleet.tunnel.policy;

import org.jspecify.annotations.Nullable;

/**
 * What was decided about a tunnel and begun.
 *
 * @param written a write to the network was begun once: what stands there under the tunnel's name is ours
 * @param intended the last write that was begun, absent once its outcome is good or it was taken back
 * @param verdict of the rules, when its place was taken
 * @param failure code of the last failure, absent after a success
 * @param version of the row
 */
public record WriteLedger(
        boolean written, @Nullable IntendedWrite intended, String verdict, @Nullable String failure, long version) {

    /** Once a write begins: what failed before is over. */
    public WriteLedger beginning(IntendedWrite write) {
        return new WriteLedger(true, write, verdict, null, version);
    }

    /** With nothing begun any more. */
    public WriteLedger withoutIntent() {
        return new WriteLedger(written, null, verdict, failure, version);
    }

    public WriteLedger failed(TunnelFailureCode code) {
        return new WriteLedger(written, intended, verdict, code.wire(), version);
    }
}
