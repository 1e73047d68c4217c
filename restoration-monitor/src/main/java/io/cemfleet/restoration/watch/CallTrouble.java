package io.cemfleet.restoration.watch;

/**
 * Why a request for a tunnel was not carried out when it was last tried.
 *
 * @param code as tunnel-provisioning gave it; of one that it has not answered, {@code unreachable}
 */
public record CallTrouble(TroubleKind kind, String code, String reason) {

    /** In the order in which they count where the tunnels of a round met several. */
    public enum TroubleKind {
        UNANSWERED,
        REFUSED,
        FAILED
    }
}
