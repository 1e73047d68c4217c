package io.cemfleet.lab.servicedesk;

import java.util.List;

/**
 * A kind of trouble that carriers' service desks handle: how customers describe it, how it was resolved, and what the
 * knowledge base says. Names in braces are filled from the network.
 */
record TroublePattern(
        String subject,
        List<String> descriptions,
        List<String> ended,
        String title,
        String article,
        String keywords,
        String priority) {

    static final List<TroublePattern> ALL = List.of(
            new TroublePattern(
                    "{customer}: slow applications between {a} and {z}",
                    List.of(
                            "Users of {customer} report slow applications between {a} and {z} since this morning. Service {service}, tier {tier}. Round trips have risen from about {low} ms to {high} ms.",
                            "High latency on {service}: transactions from {a} to {z} take several seconds longer. Nothing was changed at our sites. Router {a}, access {interface}.",
                            "Latency between our sites at {a} and {z} is {high} ms. It used to be {low} ms. {customer} has a {tier} service, {service}."),
                    List.of(
                            "The delay came from link {link}. Traffic of {service} was moved to an SR policy that avoids {link}; latency is {low} ms again.",
                            "Transmission provider rerouted the wave below {link} over a longer fibre. The wave was put back on its shorter way, and delay on {link} returned to normal."),
                    "High latency between two sites of a VPN",
                    "Compare the delay of the service with its limit, and look for the link on its way whose delay has risen. Check whether the transmission provider rerouted the wave below the link. Move services with tight limits by an SR policy that avoids the link. Latency of a link does not change IS-IS routing by itself.",
                    "latency, delay, slow, SR policy",
                    "High"),
            new TroublePattern(
                    "{customer}: voice and video break up at {a}",
                    List.of(
                            "Voice calls from {a} to {z} break up, video freezes. Service {service}. It comes and goes since yesterday.",
                            "Jitter on {service} between {a} and {z}: calls are unusable, data works. Interface {interface} shows no errors on our side."),
                    List.of(
                            "Queue drops on {link} in the busy hour. The real-time class got its own share of the bandwidth and jitter is below the limit of {tier}.",
                            "Jitter came from {link}, which was loaded at {load} percent. Part of the traffic was shifted to another path."),
                    "Jitter in voice and video",
                    "Look at the load of the links on the way in the busy hour. Check the marking of the real-time class at the access interface. Shift traffic away from links loaded above eighty percent.",
                    "jitter, voice, video, QoS",
                    "High"),
            new TroublePattern(
                    "{customer}: packet loss at {a}",
                    List.of(
                            "Packet loss of about {loss} percent on {service} at {a}, towards {z} and others. File transfers stall.",
                            "{customer} loses packets between {a} and {z}. Ping to {address} loses {loss} percent. Please check {interface} at {a}."),
                    List.of(
                            "CRC errors on {linkinterface} of {a}, link {link}. The optical connector was cleaned and the errors are gone.",
                            "The optics of {link} at {z} had too little receive power. The module was replaced; no loss for a day."),
                    "Packet loss and CRC errors on a link",
                    "Read the error counters of both ends of the link. Rising CRC errors point to a dirty connector or a dying optical module. Compare receive power with the limit of the module. Drain the link before a connector is cleaned.",
                    "loss, CRC, optics, connector",
                    "High"),
            new TroublePattern(
                    "{customer}: site at {a} not reachable",
                    List.of(
                            "Our site behind {a} is down. No access to {address}. Service {service}, tier {tier}. All other sites work.",
                            "Site outage of {customer} at {a}: interface {interface} is down since the storm last night."),
                    List.of(
                            "Power failure in the customer's rack at {a}. The access switch was restarted, {interface} came up.",
                            "The access line to {address} was cut by road works. It was spliced and {interface} is up again."),
                    "A site is down: check the access first",
                    "Check the state of the access interface and when it went down. Ask the customer for power at the site. Order a line test when the interface is down and the site has power. The rest of the VPN is not affected by an access failure.",
                    "access, down, power, line",
                    "Critical"),
            new TroublePattern(
                    "{customer}: large transfers hang, small ones work",
                    List.of(
                            "Small requests over {service} work, large transfers from {a} to {z} hang. Began after the change of our firewall.",
                            "Backup from {a} to {z} stops at the same size each night. Ping with 1500 bytes and no fragmentation to {address} fails."),
                    List.of(
                            "MTU on {interface} at {a} was 1500 with labels on top. It was set to 1600.",
                            "The customer's firewall dropped ICMP, so that path MTU discovery failed. The customer allowed it."),
                    "Large packets are lost: MTU",
                    "Ping with the full packet size and no fragmentation. Labels need room on top of the customer's MTU. Check that firewalls let ICMP messages of path MTU discovery pass.",
                    "MTU, fragmentation, firewall",
                    "Medium"),
            new TroublePattern(
                    "{customer}: routes of {z} missing at {a}",
                    List.of(
                            "Networks of our site {z} are not in the routing table at {a}. Service {service}.",
                            "After maintenance our router at {a} does not learn routes of {z}. BGP to {address} is established."),
                    List.of(
                            "The route target of {service} was missing in the import of {a}. It was added and the routes are there.",
                            "The customer announced more prefixes than allowed at {z}, and the session was held. The limit was raised."),
                    "Routes of a site are missing in a VPN",
                    "Compare import and export route targets of both routers. Check the prefix limit of the BGP session with the customer. Look for a session that is held down after it went over its limit.",
                    "BGP, routes, route target, prefixes",
                    "Medium"),
            new TroublePattern(
                    "{customer}: {service} interrupted for seconds, several times a day",
                    List.of(
                            "Short interruptions of {service} between {a} and {z}, ten to twenty seconds each, several times a day.",
                            "Connections from {a} to {z} drop at irregular times. Our monitoring shows {loss} percent loss in those minutes."),
                    List.of(
                            "Link {link} flapped. It was drained until its line card at {a} had been replaced.",
                            "Hold timers on {link} were raised after it flapped because of works on the fibre."),
                    "A link flaps",
                    "Count the changes of state of the links on the way. Drain a link that flaps, so that IS-IS does not converge again and again. Replace optics first, then the line card.",
                    "flap, interruption, line card, IS-IS",
                    "High"),
            new TroublePattern(
                    "{customer}: bandwidth at {a} below contract",
                    List.of(
                            "We measure far less than the ordered {mbps} Mbit/s on {service} at {a}.",
                            "Throughput between {a} and {z} is limited in the afternoon. Ordered: {mbps} Mbit/s."),
                    List.of(
                            "The policer on {interface} at {a} was still at the value of the old contract. It was set to {mbps} Mbit/s.",
                            "Link {link} was congested at {load} percent in the afternoon. Bulk traffic was moved to another path."),
                    "Throughput below contract",
                    "Compare the policer of the access interface with the contract. Measure with several parallel connections. Look for congested links on the way at the time of the measurement.",
                    "bandwidth, throughput, policer, congestion",
                    "Low"));
}
