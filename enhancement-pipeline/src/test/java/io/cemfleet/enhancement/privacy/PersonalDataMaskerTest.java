package io.cemfleet.enhancement.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonalDataMaskerTest {
    private final PersonalDataMasker masks = new PersonalDataMasker();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jane.doe@example.com",
                "jane+vpn@mail.example.co.uk",
                "j\u00f6rg@b\u00fccher.example",
                "jane(at)example.com",
                "jane%40example.com",
                "+49 30 901820",
                "+1 (555) 123-4567",
                "+4915123456789",
                "0049 151 2345678",
                "030/12345678",
                "(030) 1234567",
                "06 12 34 56 78",
                "555-123-4567",
                "1-800-555-0199",
                "98765 43210",
                "5551234567",
                "4111 1111 1111 1111",
                "4111-1111-1111-1111",
                "5500005555555559",
                "378282246310005",
                "DE89 3704 0044 0532 0130 00",
                "GB82WEST12345698765432",
                "490154203237518",
                "49-015420-323751-8",
                "IMEI 35-209900-176148-1",
                "IMEISV: 3520990017614823",
                "262011234567890",
                "IMSI: 262-01-1234567890",
                "imsi=310150123456789",
                "8949020000012345670",
                "89 49 0200 0001 2345 670",
                "ICCID 8988211000000000013F",
                "+4915123456789",
                "+49 (0)151 2345678",
                "+49.151.2345678",
                "msisdn=4915123456789",
                "MSISDN 49 151 23456789",
                "00491512345678",
                "sms: 0151-2345678"
            })
    void personalDataLeavesMaskedAndComesBack(String written) {
        String personal = written.replaceFirst("^(?:IMEI|IMEISV:|IMSI:|imsi=|ICCID|msisdn=|MSISDN|sms:) ?|F$", "")
                .replaceFirst("F$", "");
        String text = "Hello, please use " + written + " for questions.";

        String masked = masks.maskOwn(text);

        assertThat(masked).doesNotContain(personal).containsPattern("\\[(EMAIL|PHONE|CARD|IBAN|IMEI|IMSI|ICCID)_1]");
        assertThat(masks.restore(masked)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Server 10.0.1.100 and 192.168.100.200/24 answer slowly",
                "2001:db8::1 is gone since 15:30:45",
                "Since 2025-11-02T15:30:45Z and 02.11.2025",
                "TKT-12345 and INC-2026-0001 look alike",
                "Version 10.0.19045 of the client, error 0x80070005",
                "L3VPN-0007 between pe1-pe2 has 250 ms and 5 % loss",
                "The token ring is down and the password prompt comes twice"
            })
    void whatHelpsToFindTheFaultStays(String text) {
        assertThat(masks.mask(text)).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password: {hunter2!}",
                "Passwort lautet {Geheim-99}",
                "api_key={sk-abc123}",
                "\"client_secret\": \"{abcdef}\"",
                "Authorization: Bearer {eyJhbGciOi.x}",
                "Bearer {abc123def456}",
                "Authorization: Basic {YWRtaW46Y2lzY28xMjM=}",
                "header Basic {YWRtaW46Y2lzY28xMjM=}",
                "enable secret {cisco}",
                "enable secret 9 {$9$nhEmQVczB7dqsO$X.HsgL6x1il0RxkOSSvyQYwucySCt7qFm4v7pqCxkKM}",
                "enable password level 15 {lab}",
                "username admin privilege 15 password 7 {094F471A1A0A}",
                "username ops secret 5 {$1$mERr$hx5rVt7rPNoS4wqbXKX7m0}",
                "password 7 {070C285F4D06}",
                "key-string 7 {104D000A0618}",
                "key-string {goldfish}",
                "neighbor 192.0.2.1 password {bgpsecret}",
                "ip ospf message-digest-key 1 md5 {ospfkey}",
                "crypto isakmp key {vpnkey99} address 198.51.100.7",
                "pre-shared-key {s3same}",
                "pre-shared-key ascii-text \"{s3same}\"",
                "psk = {opensesame}",
                "tacacs-server host 192.0.2.9 key 7 {13061E010803}",
                "radius-server key {radkey}",
                "snmp-server community {s3cr3tRO} RO",
                "snmp-server host 192.0.2.5 version 2c {monitor}",
                "SNMP community string is {public1}",
                "snmpwalk -v2c -c {s3cr3tRO} 192.0.2.1 sysDescr",
                "snmp-server user noc grp v3 auth sha {authpass1} priv aes 128 {privpass1}",
                "https://{admin:cisco123}@192.0.2.1/restconf",
                "ftp://{backup:pw}@files.example",
                "https://api.example/x?token={abc123}&v=1",
                "curl -u {admin:cisco} https://192.0.2.1/",
                "aws_access_key_id = {AKIAIOSFODNN7EXAMPLE}",
                "key is {AKIAIOSFODNN7EXAMPLE} now",
                "aws_secret_access_key = {wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY}",
                "token {ghp_16C7e42F292c6912E7710c838347Ae178B4a}",
                "jwt {eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl}"
            })
    void secretsLeaveMaskedAndNeverComeBack(String marked) {
        String text = "It says " + marked.replaceAll("[{}]", "") + " there";

        String masked = masks.maskOwn(text);

        java.util.regex.Pattern.compile("\\{(.*?)}").matcher(marked).results().forEach(secret -> {
            assertThat(masked).doesNotContain(secret.group(1)).contains("[SECRET_");
            assertThat(masks.restore(masked)).doesNotContain(secret.group(1)).contains("[removed]");
        });
        assertThat(masked).startsWith("It says ").contains("there");
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRIVATE KEY", "RSA PRIVATE KEY", "OPENSSH PRIVATE KEY", "ENCRYPTED PRIVATE KEY"})
    void aPrivateKeyLeavesMaskedEvenWhenItsEndIsMissing(String label) {
        String body = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASC\nBKcwggSjAgEAAoIBAQC7";
        String whole = "-----BEGIN " + label + "-----\n" + body + "\n-----END " + label + "-----";

        assertThat(masks.maskOwn("Here: " + whole + " thanks")).isEqualTo("Here: [KEY_1] thanks");
        assertThat(masks.maskOwn("Here: " + whole.substring(0, 60))).isEqualTo("Here: [KEY_2]");
        assertThat(masks.restore("[KEY_1] [KEY_2]")).isEqualTo("[removed] [removed]");
    }

    /** Interfaces, addresses, ids, times and counters of every day. */
    @Test
    void ordinaryLinesOfTicketsStayAsTheyAre() throws IOException {
        List<String> lines;
        try (var corpus = Objects.requireNonNull(getClass().getResourceAsStream("ordinary-lines.txt"))) {
            lines = new String(corpus.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
        }
        assertThat(lines).hasSizeGreaterThan(60).allSatisfy(line -> assertThat(masks.mask(line))
                .isEqualTo(line));
    }

    @Test
    void onlyValuesOfTheTicketComeBack() {
        String own = masks.maskOwn("From ann@example.com");
        String other = masks.mask("From bob@example.com, copy ann@example.com");

        assertThat(masks.restore(own + " / " + other + " / [PHONE_7]"))
                .isEqualTo("From ann@example.com / From [removed], copy ann@example.com / [removed]");
    }

    @Test
    void theSameValueWearsTheSameMaskInAllTexts() {
        String first = masks.mask("From ann@example.com");
        String second = masks.mask("To bob@example.com, copy ann@example.com");

        assertThat(first).isEqualTo("From [EMAIL_1]");
        assertThat(second).isEqualTo("To [EMAIL_2], copy [EMAIL_1]");
    }

    @Test
    void aMaskThatTheRequesterWroteBringsNobodysDataBack() {
        String masked = masks.maskOwn("Call [EMAIL_1], I am ann@example.com");

        assertThat(masks.restore(masked)).isEqualTo("Call (EMAIL_1), I am ann@example.com");
    }

    @Test
    void charactersNobodySeesHideNothing() {
        assertThat(masks.mask("ann\u200b@exam\u00adple.com and \uff0b\uff14\uff19 30 901820"))
                .isEqualTo("[EMAIL_1] and [PHONE_2]");
    }

    @Test
    void markupGoesAndItsTextStays() {
        assertThat(PlainText.of("<p>Server is <b>slow</b><br/>since 3 &gt; 2</p><script>alert(1)</script>"))
                .isEqualTo("Server is slow\nsince 3 > 2");
        assertThat(PlainText.of("latency < 5 ms and > 3 ms")).isEqualTo("latency < 5 ms and > 3 ms");
    }
}
