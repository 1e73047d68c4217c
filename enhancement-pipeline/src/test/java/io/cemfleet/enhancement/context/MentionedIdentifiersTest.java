package io.cemfleet.enhancement.context;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MentionedIdentifiersTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "no ping to 10.0.1.100.|10.0.1.100",
                "(10.0.1.100:8443) is gone|10.0.1.100",
                "2001:0db8:0000:0000:0000:0000:0000:0001 lost|2001:db8:0:0:0:0:0:1",
                "lost 2001:db8::1: no answer|2001:db8:0:0:0:0:0:1",
                "[2001:DB8::A]:443|2001:db8:0:0:0:0:0:a",
                "fe80::1%eth0 flaps|fe80:0:0:0:0:0:0:1",
                "mapped ::ffff:10.0.1.100 too|10.0.1.100"
            })
    void addressesAreFoundInAnyForm(String text, String address) {
        assertThat(MentionedIdentifiers.in(text).addresses()).containsExactly(address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"all of 10.0.1.0/24 is down|10.0.1.0/24", "2001:db8::/32, all|2001:db8:0:0:0:0:0:0/32"})
    void networksAreFound(String text, String network) {
        MentionedIdentifiers mentions = MentionedIdentifiers.in(text);

        assertThat(mentions.networks()).containsExactly(network);
        assertThat(mentions.addresses()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version 1.2.3.4.5",
                "999.1.1.1",
                "at 15:30:45",
                "std::vector",
                "10.0.0.0/33",
                "MAC 00:1b:44:11:3a:b7",
                "010.000.001.100"
            })
    void whatOnlyLooksLikeAnAddressIsNone(String text) {
        MentionedIdentifiers mentions = MentionedIdentifiers.in(text);

        assertThat(mentions.addresses()).isEmpty();
        assertThat(mentions.networks()).isEmpty();
    }

    @Test
    void hostNamesAreFoundInFullAndByTheirFirstLabel() {
        assertThat(MentionedIdentifiers.in("<p>Server-Prod-01.acme.example, is slow; mail ann@mx.acme.example</p>")
                        .hostnames())
                .contains("server-prod-01.acme.example", "server-prod-01")
                .doesNotContain("mx.acme.example", "mx");
    }

    @Test
    void idsOfServicesLinksAndCustomersAreFound() {
        assertThat(MentionedIdentifiers.in("Nordwind Logistics cannot use L3VPN-0007 over frankfurt-prague")
                        .names())
                .contains("Nordwind Logistics", "L3VPN-0007", "frankfurt-prague");
    }

    @Test
    void longTextsAreReadInTime() {
        String hostile = "1:".repeat(2_500) + "1.".repeat(2_500) + "a-".repeat(2_500);

        org.junit.jupiter.api.Assertions.assertTimeoutPreemptively(
                java.time.Duration.ofSeconds(5), () -> MentionedIdentifiers.in(hostile));
    }
}
