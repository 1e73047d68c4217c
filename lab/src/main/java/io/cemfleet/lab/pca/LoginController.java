package io.cemfleet.lab.pca;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The login: a form in, the token in the answer's Authorization header. */
@RestController
class LoginController {

    private final PcaTokens tokens;

    LoginController(PcaTokens tokens) {
        this.tokens = tokens;
    }

    record UserAttributes(String username, String state) {}

    @PostMapping(PcaTokenFilter.LOGIN)
    ResponseEntity<?> login(HttpServletRequest request) throws IOException {
        String body = new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Map<String, String> form = form(body);
        String user = form.getOrDefault("username", "");
        if (!tokens.mayLogIn(user, form.getOrDefault("password", ""))) {
            return PcaErrors.plain(401, "Unauthorized");
        }
        return ResponseEntity.ok()
                .header(HttpHeaders.AUTHORIZATION, tokens.issue())
                .body(new JsonApi.Document<>(new JsonApi.Item<>(user, "users", new UserAttributes(user, "active"))));
    }

    private static Map<String, String> form(String body) {
        Map<String, String> form = new HashMap<>();
        for (String pair : body.split("&")) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        URLDecoder.decode(pair.substring(0, equals), StandardCharsets.UTF_8),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return form;
    }
}
