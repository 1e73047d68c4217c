package io.cemfleet.tunnel.policy;

import io.cemfleet.a2a.contract.TunnelFailureCode;
import org.jspecify.annotations.Nullable;

/**
 * The decisions about a tunnel, and the write that was begun.
 *
 * @param written a write to the network was begun once: the object there under the tunnel's name is ours
 * @param intended the last write that was begun, absent once it succeeded or was undone
 * @param verdict of the rules, when its resources were reserved
 * @param failure code of the last failure, absent after a success
 * @param version of the row
 */
public record WriteLedger(
        boolean written, @Nullable IntendedWrite intended, String verdict, @Nullable String failure, long version) {

    /** With the write that begins; an earlier failure is cleared. */
    public WriteLedger beginning(IntendedWrite write) {
        return new WriteLedger(true, write, verdict, null, version);
    }

    /** Without a write under way. */
    public WriteLedger withoutIntent() {
        return new WriteLedger(written, null, verdict, failure, version);
    }

    public WriteLedger failed(TunnelFailureCode code) {
        return new WriteLedger(written, intended, verdict, code.wire(), version);
    }
}
