package io.cemfleet.enhancement.privacy;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Patterns of passwords and keys in texts, requests and device configurations. */
final class DeviceSecretPatterns {
    private static final String VALUE = "[\"']?([^\\s\"'\\[\\];,]{3,})";
    private static final String WORD =
            "(?:pass(?:word|wd|phrase|code)?|pwd|passwort|kennwort|secret|api[ _-]?key|(?:access|auth|refresh)?[ _-]?token"
                    + "|client[_-]?secret|(?:secret[_-]?)?access[_-]?key|psk|pre-?shared[ _-]?key)s?";
    /** Words that follow the name of a secret and are none. */
    private static final Set<String> ORDINARY = Set.of(
            "is",
            "was",
            "are",
            "not",
            "has",
            "had",
            "the",
            "and",
            "for",
            "with",
            "will",
            "can",
            "cannot",
            "does",
            "did",
            "missing",
            "wrong",
            "expired",
            "changed",
            "change",
            "string",
            "strings",
            "prompt",
            "reset",
            "configured",
            "command",
            "encrypted",
            "from",
            "failed",
            "fails",
            "works",
            "mismatch",
            "chain",
            "name",
            "names",
            "been",
            "that",
            "this",
            "but",
            "when",
            "after",
            "before",
            "set",
            "unknown",
            "invalid",
            "required",
            "rejected",
            "type",
            "field",
            "page",
            "policy",
            "rotation",
            "ring",
            "line",
            "access",
            "rules",
            "should",
            "must",
            "may",
            "again");

    static final List<MaskingPattern> SHAPES = List.of(
            // password: x, "api_key": "x", secret=x
            shape(
                    "(?i)(?:\\b|[_-])" + WORD + "\\b[\"']?\\s{0,5}[:=]\\s{0,5}" + VALUE,
                    DeviceSecretPatterns::any,
                    "pass",
                    "pwd",
                    "kennwort",
                    "secret",
                    "key",
                    "token",
                    "psk"),
            shape("(?i)\\bbearer\\s{1,5}([\\w.~+/=-]{8,})", DeviceSecretPatterns::isMixed, "bearer"),
            shape("(?i)\\bbasic\\s{1,5}([A-Za-z0-9+/_-]{6,}={0,2})", DeviceSecretPatterns::isBasic, "basic"),
            shape(
                    "(?i)\\bauthorization[\"']?\\s{0,5}[:=]\\s{0,5}[\"']?(?:[a-z]{3,12}\\s{1,5})?([^\\s\"'\\[,;]{6,})",
                    DeviceSecretPatterns::any,
                    "authorization"),
            // enable secret 9 x, username x privilege 15 password 7 x, key-string 7 x
            shape(
                    "(?i)\\b(?:enable\\s{1,5}(?:secret|password)|username\\s{1,5}\\S{1,64}(?:\\s{1,5}privilege\\s{1,5}\\d{1,2})?"
                            + "\\s{1,5}(?:secret|password)|key-string|pre-shared-key|neighbor\\s{1,5}\\S{1,64}\\s{1,5}password"
                            + "|message-digest-key\\s{1,5}\\d{1,3}\\s{1,5}md5|authentication-key|isakmp\\s{1,5}key|ascii-text"
                            + "|(?:tacacs|radius)(?:-server)?\\b[^\\n]{0,80}?\\bkey|(?:ppp\\s{1,5})?chap\\s{1,5}password"
                            + "|wpa-psk|isis\\s{1,5}password|(?:area|domain|lsp)-password)"
                            + "(?:\\s{1,5}level\\s{1,5}\\d{1,2})?(?:\\s{1,5}(?:ascii(?:-text)?|hex(?:adecimal)?|encrypted|local|address|md5|text|clear))?"
                            + "(?:\\s{1,5}(?:0|4|5|6|7|8|9|10))?\\s{1,5}" + VALUE,
                    DeviceSecretPatterns::isNoWord,
                    "enable",
                    "username",
                    "key",
                    "neighbor",
                    "ascii-text",
                    "password",
                    "psk"),
            // password 7 094F471A1A0A, key 7 …, secret 5 $1$…
            shape(
                    "(?i)\\b(?:password|passwd|secret|key|md5)\\s{1,5}(?:encrypted\\s{1,5})?(?:0|4|5|6|7|8|9|10)\\s{1,5}([^\\s\"'\\[\\];,]{4,})",
                    DeviceSecretPatterns::isMixed,
                    "password",
                    "passwd",
                    "secret",
                    "key",
                    "md5"),
            // my password is Abc-1
            shape(
                    "(?i)(?:\\b|[_-])" + WORD + "\\b(?:\\s{1,5}(?:is|was|ist|lautet))?\\s{1,5}" + VALUE,
                    DeviceSecretPatterns::isMixed,
                    "pass",
                    "pwd",
                    "kennwort",
                    "secret",
                    "key",
                    "token",
                    "psk"),
            shape("(\\$(?:1|5|6|7|8|9|14|2[aby]|y|sha1)\\$[^\\s\"';,]{6,})", DeviceSecretPatterns::any, "$"),
            shape(
                    "(?i)\\bsnmp(?:-server|[ -]?v?[123]c?|\\s{1,3}read[\\w-]{0,6}|\\s{1,3}r[ow])?\\s{1,5}community\\b(?:\\s{1,5}(?:string|name))?(?:\\s{1,5}(?:is|was))?[\\s:=]{1,5}[\"']?([^\\s\"'\\[\\];,]{2,})",
                    DeviceSecretPatterns::isNoWord,
                    "community"),
            shape(
                    "(?i)\\bcommunity\\s{1,5}string[s]?(?:\\s{1,5}(?:is|was))?[\\s:=]{1,5}[\"']?([^\\s\"'\\[\\];,]{2,})",
                    DeviceSecretPatterns::isNoWord,
                    "community"),
            shape(
                    "(?i)\\bsnmp-server\\s{1,5}host\\s{1,5}\\S{1,64}(?:\\s{1,5}(?:vrf\\s{1,5}\\S{1,32}|traps|informs|version|1|2c))*\\s{1,5}([^\\s\"'\\[\\];,]{2,})",
                    DeviceSecretPatterns::isNoWord,
                    "snmp-server"),
            shape(
                    "(?i)\\bsnmp[a-z]{2,10}\\b[^\\n]{0,80}?\\s-[cAX]\\s{0,3}[\"']?([^\\s\"'\\[]{2,})",
                    DeviceSecretPatterns::any,
                    "snmp"),
            shape(
                    "(?i)\\b(?:auth\\s{1,5}(?:md5|sha)[\\w-]{0,5}|priv\\s{1,5}(?:3?des|aes)[\\w-]{0,5}(?:\\s{1,5}(?:128|192|256))?)\\s{1,5}([^\\s\"'\\[\\];,]{4,})",
                    DeviceSecretPatterns::isNoWord,
                    "auth",
                    "priv"),
            // https://user:password@host, ?token=…, curl -u user:password
            shape("(?i)\\b[a-z][a-z0-9+.-]{1,20}://([^\\s/@\"'<>\\[\\]]{1,256})@", DeviceSecretPatterns::any, "://"),
            shape(
                    "(?i)[?&;](?:token|key|api_?key|access_token|auth|sig|signature|password|pwd|pass|secret|code)=([^&\\s\"'#\\[]{3,})",
                    DeviceSecretPatterns::any,
                    "="),
            shape(
                    "(?:\\s|^)(?:-u|--user)[ =]{1,3}[\"']?([^\\s\"':\\[]{1,100}:[^\\s\"'\\[]{1,200})",
                    DeviceSecretPatterns::any,
                    "-u"),
            // Keys that are recognisable by themselves.
            shape(
                    "\\b((?:AKIA|ASIA|AROA|AIDA|AGPA|ANPA)[A-Z0-9]{12,20})\\b",
                    DeviceSecretPatterns::any,
                    "akia",
                    "asia",
                    "aroa",
                    "aida",
                    "agpa",
                    "anpa"),
            shape(
                    "(?i)\\baws\\b[^\\n]{0,60}?[\\s\"'=:]([A-Za-z0-9/+]{40})(?:[\\s\"',;]|$)",
                    DeviceSecretPatterns::any,
                    "aws"),
            shape("\\b(eyJ[\\w-]{8,}\\.[\\w-]{8,}\\.?[\\w-]*)", DeviceSecretPatterns::any, "eyj"),
            shape(
                    "\\b((?:gh[opsu]_|github_pat_|glpat-|xox[abprs]-|sk-|AIza)[\\w-]{12,})",
                    DeviceSecretPatterns::any,
                    "gh",
                    "glpat",
                    "xox",
                    "sk-",
                    "aiza"));

    private DeviceSecretPatterns() {}

    private static MaskingPattern shape(String pattern, MaskingPattern.MatchFilter accept, String... hints) {
        return MaskingPattern.of(
                pattern, (text, start, end) -> isWhole(text, end) && accept.test(text, start, end), hints);
    }

    /** A secret is never cut back, since its end is not known otherwise. */
    private static boolean isWhole(String text, int end) {
        return end == text.length()
                || !Character.isLetterOrDigit(text.charAt(end))
                || !Character.isLetterOrDigit(text.charAt(end - 1));
    }

    private static boolean any(String text, int start, int end) {
        return true;
    }

    private static boolean isNoWord(String text, int start, int end) {
        String value = text.substring(start, end).toLowerCase(Locale.ROOT);
        return !ORDINARY.contains(value.endsWith(".") ? value.substring(0, value.length() - 1) : value);
    }

    /** A word of letters alone is one of the sentence; digits and signs make a secret of it. */
    private static boolean isMixed(String text, int start, int end) {
        int last = end - 1;
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c >= '0' && c <= '9' || (i < last || ".!?:)".indexOf(c) < 0) && "!@#$%^&*_+=/-.~".indexOf(c) >= 0) {
                return true;
            }
        }
        return false;
    }

    /** The value after {@code Basic} in a header: a name, a colon and a password in Base64. */
    private static boolean isBasic(String text, int start, int end) {
        try {
            byte[] decoded = Base64.getDecoder().decode(text.substring(start, end));
            return new String(decoded, StandardCharsets.ISO_8859_1).indexOf(':') >= 0;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
