package io.cemfleet.cnc.alarm;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The resource of an alarm, from {@code MD=CISCO_EMS!ND=Frankfurt!FTP=name=GigabitEthernet0/0/0/0}.
 *
 * @param hostname the device
 * @param interfaceName absent where the alarm concerns the whole device
 */
public record AlarmResource(String hostname, @Nullable String interfaceName) {

    /** No real reference is longer. */
    private static final int LONGEST = 1000;

    private static final String DEVICE = "ND=";
    private static final List<String> INTERFACES = List.of("FTP=", "PTP=", "CTP=");
    private static final String NAME = "name=";

    /** Empty when the text names no device. */
    public static Optional<AlarmResource> parse(@Nullable String ref) {
        if (ref == null || ref.length() > LONGEST) {
            return Optional.empty();
        }
        String hostname = null;
        String port = null;
        int from = 0;
        while (from <= ref.length()) {
            int bang = ref.indexOf('!', from);
            int to = bang < 0 ? ref.length() : bang;
            String part = ref.substring(from, to);
            if (hostname == null && part.startsWith(DEVICE)) {
                hostname = present(part.substring(DEVICE.length()));
            } else if (port == null && from > 0 && INTERFACES.stream().anyMatch(part::startsWith)) {
                port = interfaceOf(part.substring(part.indexOf('=') + 1));
            }
            from = to + 1;
        }
        return hostname == null ? Optional.empty() : Optional.of(new AlarmResource(hostname, port));
    }

    /** The name in {@code name=Gi0/1/7;lr=lr_ethernet}. */
    private static @Nullable String interfaceOf(String named) {
        int name = named.indexOf(NAME);
        String rest = name < 0 ? named : named.substring(name + NAME.length());
        int end = rest.indexOf(';');
        return present(end < 0 ? rest : rest.substring(0, end));
    }

    private static @Nullable String present(String text) {
        String plain = text.strip();
        return plain.isEmpty() ? null : plain;
    }
}
