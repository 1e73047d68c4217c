package io.cemfleet.lab.network;

/**
 * One direction of a link, as its sending router sees it.
 *
 * @param index twice the link's index, plus 1 for the reverse direction
 * @param link index of the undirected link
 * @param from index of the sending router
 * @param to index of the receiving router
 * @param interfaceName at the sending router
 * @param address of that interface
 * @param peerInterface at the receiving router
 * @param peerAddress of that interface
 * @param adjacencySid label of local significance at the sending router
 * @param igpMetric IS-IS metric, from 1
 * @param teMetric TE metric, from 1
 */
public record DirectedLink(
        int index,
        int link,
        int from,
        int to,
        String interfaceName,
        String address,
        String peerInterface,
        String peerAddress,
        int adjacencySid,
        int igpMetric,
        int teMetric) {}
