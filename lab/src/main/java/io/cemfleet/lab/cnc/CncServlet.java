package io.cemfleet.lab.cnc;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/** Everything under {@code /crosswork}: sessions first, then the API that the address names. */
final class CncServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** One of CNC's APIs. */
    interface Api {
        CncReply answer(CncRequest request);
    }

    private final transient CncSessions sessions;
    private final transient Map<String, Api> apis;

    /** @param apis by the base of their addresses */
    CncServlet(CncSessions sessions, Map<String, Api> apis) {
        this.sessions = sessions;
        this.apis = apis;
    }

    @Override
    protected void service(HttpServletRequest http, HttpServletResponse response) throws IOException {
        CncReply reply;
        try {
            reply = answer(CncRequest.of(http));
        } catch (CncRefusedException e) {
            reply = e.reply();
        }
        response.setStatus(reply.status());
        reply.headers().forEach(response::setHeader);
        if (!reply.type().isEmpty()) {
            response.setContentType(reply.type());
        }
        response.getOutputStream().write(reply.body().getBytes(StandardCharsets.UTF_8));
    }

    private CncReply answer(CncRequest request) {
        Optional<CncRequest> sso = request.below("sso");
        if (sso.isPresent()) {
            return sessions.answer(sso.get());
        }
        Optional<CncReply> refusal = sessions.refuse(request.http().getHeader("Authorization"));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        for (Map.Entry<String, Api> api : apis.entrySet()) {
            Optional<CncRequest> below = request.below(api.getKey());
            if (below.isPresent()) {
                return api.getValue().answer(below.get());
            }
        }
        return CncReply.unauthorized();
    }
}
