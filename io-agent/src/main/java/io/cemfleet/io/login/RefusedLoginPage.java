package io.cemfleet.io.login;

import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.springframework.core.io.ClassPathResource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** The page that a browser gets when the console refuses a user of the identity provider. */
@Component
class RefusedLoginPage {
    private final String template;

    RefusedLoginPage() {
        try {
            this.template =
                    new ClassPathResource("pages/refused-login.html").getContentAsString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Answers 403 with the reason and what to do about it. */
    void write(HttpServletResponse response, LoginRefusal refusal) throws IOException {
        response.setStatus(HttpStatus.FORBIDDEN.value());
        response.setContentType(MediaType.TEXT_HTML_VALUE);
        response.setCharacterEncoding(StandardCharsets.UTF_8.name());
        response.getWriter()
                .write(template.replace("{heading}", refusal.heading()).replace("{advice}", refusal.advice()));
    }
}
