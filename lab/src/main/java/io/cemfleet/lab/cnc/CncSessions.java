package io.cemfleet.lab.cnc;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Single sign-on: ticket, JWT, logout, and the various 403 answers of CNC, which never sends 401. */
@Component
class CncSessions {
    /** Not a secret: it only identifies tokens of the lab, also after a restart. */
    private static final byte[] SIGNING_KEY = "cem-fleet-lab-cnc".getBytes(StandardCharsets.UTF_8);

    private static final Base64.Encoder ENCODER = Base64.getUrlEncoder().withoutPadding();

    private final CncSettings settings;
    private final Clock clock;
    private final Map<String, Session> open = new ConcurrentHashMap<>();
    private final Map<String, IssuedToken> issued = new ConcurrentHashMap<>();

    private record Session(String user, Instant expires) {}

    /** A token of this process: its signature need not be computed again. */
    private record IssuedToken(String ticket, long expires) {}

    CncSessions(CncSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    CncReply answer(CncRequest request) {
        boolean post = request.method().equals("POST");
        List<String> path = request.rest();
        if (post && path.equals(List.of("v1", "tickets"))) {
            return login(request.param("username"), request.param("password"));
        }
        if (post && path.equals(List.of("v2", "tickets", "jwt"))) {
            return token(request.param("tgt"));
        }
        boolean ticket = path.size() == 3 && path.subList(0, 2).equals(List.of("v1", "tickets"));
        if (post && ticket) {
            return token(CncRequest.decode(path.get(2)));
        }
        if (request.method().equals("DELETE") && ticket) {
            return logout(CncRequest.decode(path.get(2)), request.http().getHeader("Authorization"));
        }
        return CncReply.unauthorized();
    }

    private synchronized CncReply login(String user, String password) {
        String wanted = settings.password();
        if (user.isBlank() || password.isBlank() || wanted != null && !wanted.equals(password)) {
            return CncReply.unauthorized();
        }
        Instant now = clock.instant();
        open.values().removeIf(session -> session.expires().isBefore(now));
        issued.values().removeIf(token -> !open.containsKey(token.ticket()));
        long mine = open.values().stream().filter(s -> s.user().equals(user)).count();
        if (mine >= settings.sessionLimit()) {
            return CncReply.gateway(
                    503, "Per user session limit reached. Close unused sessions or try after sometime.");
        }
        String ticket = "TGT-" + (open.size() + 1) + "-" + UUID.randomUUID();
        open.put(ticket, new Session(user, now.plus(settings.tokenLifetime())));
        return CncReply.text(201, ticket)
                .with(Map.of("Location", "http://localhost:5489/crosswork/sso/v1/tickets/" + ticket));
    }

    private synchronized CncReply token(String ticket) {
        Session session = open.get(ticket);
        if (session == null || session.expires().isBefore(clock.instant())) {
            return CncReply.unauthorized();
        }
        Instant expires = clock.instant().plus(settings.tokenLifetime());
        open.put(ticket, new Session(session.user(), expires));
        JsonNode claims = VendorJson.obj(
                "sub",
                session.user(),
                "username",
                session.user(),
                "policy_id",
                "admin",
                "deviceAccessGroups",
                List.of("ALL-ACCESS"),
                "iss",
                "http://localhost:5489/SSO",
                "aud",
                "https://localhost:30603/app-dashboard",
                "jti",
                ticket,
                "iat",
                clock.instant().getEpochSecond(),
                "exp",
                expires.getEpochSecond());
        String content = encode("{\"alg\":\"HS256\",\"typ\":\"JWT\"}") + "." + encode(claims.toString());
        String token = content + "." + signature(content);
        issued.put("Bearer " + token, new IssuedToken(ticket, expires.getEpochSecond()));
        return CncReply.text(200, token);
    }

    private synchronized CncReply logout(String ticket, @Nullable String authorization) {
        if (authorization == null) {
            return CncReply.gateway(400, "Authorization header is missing");
        }
        Optional<CncReply> refusal = refuse(authorization);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        return open.remove(ticket) == null ? CncReply.unauthorized() : CncReply.text(200, ticket);
    }

    /** Empty when the token is good. */
    Optional<CncReply> refuse(@Nullable String authorization) {
        if (authorization == null || authorization.isBlank()) {
            return Optional.of(CncReply.gateway(403, "Missing Authorization header"));
        }
        IssuedToken known = issued.get(authorization);
        if (known != null && known.expires() > clock.instant().getEpochSecond() && open.containsKey(known.ticket())) {
            return Optional.empty();
        }
        return refuseUnknown(authorization);
    }

    private Optional<CncReply> refuseUnknown(String authorization) {
        String token =
                authorization.startsWith("Bearer ") ? authorization.substring(7).strip() : "";
        String[] parts = token.split("\\.", -1);
        if (parts.length != 3) {
            return Optional.of(CncReply.unauthorized());
        }
        Optional<JsonNode> claims = signature(parts[0] + "." + parts[1]).equals(parts[2])
                ? VendorJson.parse(new String(Base64.getUrlDecoder().decode(parts[1]), StandardCharsets.UTF_8))
                : Optional.empty();
        if (claims.isEmpty()) {
            return Optional.of(CncReply.gateway(500, "Middleware error"));
        }
        if (claims.get().path("exp").asLong() <= clock.instant().getEpochSecond()) {
            return Optional.of(CncReply.unauthorized());
        }
        if (!open.containsKey(claims.get().path("jti").asText())) {
            return Optional.of(CncReply.gateway(403, "Your session has ended. Log into the system again to continue."));
        }
        return Optional.empty();
    }

    private static String encode(String text) {
        return ENCODER.encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String signature(String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(SIGNING_KEY, "HmacSHA256"));
            return ENCODER.encodeToString(mac.doFinal(content.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
