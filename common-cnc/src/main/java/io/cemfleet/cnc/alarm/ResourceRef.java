package io.cemfleet.cnc.alarm;

import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an alarm is about, from {@code MD=CISCO_EMS!ND=Frankfurt!FTP=name=GigabitEthernet0/0/0/0}.
 *
 * @param hostname the device
 * @param interfaceName absent where the alarm is about the device
 */
public record ResourceRef(String hostname, @Nullable String interfaceName) {

    private static final Pattern DEVICE = Pattern.compile("(?:^|!)ND=([^!]+)");
    private static final Pattern INTERFACE = Pattern.compile("!(?:FTP|PTP|CTP)=(?:[^!]*?name=)?([^!;]+)");

    /** Empty when the text names no device. */
    public static Optional<ResourceRef> parse(@Nullable String ref) {
        if (ref == null) {
            return Optional.empty();
        }
        var device = DEVICE.matcher(ref);
        if (!device.find()) {
            return Optional.empty();
        }
        var port = INTERFACE.matcher(ref);
        return Optional.of(new ResourceRef(
                device.group(1).strip(), port.find() ? port.group(1).strip() : null));
    }
}
