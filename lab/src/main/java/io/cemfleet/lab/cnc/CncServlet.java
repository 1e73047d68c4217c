package io.cemfleet.lab.cnc;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Everything under {@code /crosswork}: sessions first, then the API that the address names. */
final class CncServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    /** One of CNC's APIs. */
    interface Api {
        CncReply answer(CncRequest request);
    }

    /** An API with its addresses; old bases are served besides the new ones, as on a live system. */
    interface MountedApi extends Api {
        /** @return the handlers by the base of their addresses below {@code /crosswork} */
        Map<String, Api> bases();
    }

    private static final List<String> STREAMS = List.of("nbi", "topology", "v3", "restconf", "streams", "json");
    private static final List<String> SSO = List.of("sso");

    /** @param base the segments of the address below {@code /crosswork} */
    private record Mount(List<String> base, Api api) {}

    private final transient CncSessions sessions;
    private final transient NotificationStreams streams;
    private final transient List<Mount> mounts;

    CncServlet(CncSessions sessions, NotificationStreams streams, List<MountedApi> mounted) {
        this.sessions = sessions;
        this.streams = streams;
        // A longer base is the more specific one.
        this.mounts = mounted.stream()
                .flatMap(api -> api.bases().entrySet().stream())
                .map(base -> new Mount(List.of(base.getKey().split("/", -1)), base.getValue()))
                .sorted(Comparator.comparingInt((Mount mount) -> mount.base().size())
                        .reversed())
                .toList();
    }

    @Override
    protected void service(HttpServletRequest http, HttpServletResponse response) throws IOException {
        CncReply reply;
        try {
            CncRequest request = CncRequest.of(http);
            if (streamed(request, response)) {
                return;
            }
            reply = answer(request);
        } catch (CncRefusedException e) {
            reply = e.reply();
        }
        response.setStatus(reply.status());
        reply.headers().forEach(response::setHeader);
        if (!reply.type().isEmpty()) {
            response.setContentType(reply.type());
        }
        response.getOutputStream().write(reply.bytes());
    }

    private boolean streamed(CncRequest request, HttpServletResponse response) throws IOException {
        Optional<CncRequest> stream =
                request.below(STREAMS).filter(below -> below.rest().size() == 1);
        return stream.isPresent()
                && sessions.refuse(request.http().getHeader("Authorization")).isEmpty()
                && streams.serve(stream.get().rest().getFirst(), response);
    }

    private CncReply answer(CncRequest request) {
        Optional<CncRequest> sso = request.below(SSO);
        if (sso.isPresent()) {
            return sessions.answer(sso.get());
        }
        Optional<CncReply> refusal = sessions.refuse(request.http().getHeader("Authorization"));
        if (refusal.isPresent()) {
            return refusal.get();
        }
        for (Mount mount : mounts) {
            Optional<CncRequest> below = request.below(mount.base());
            if (below.isPresent()) {
                return mount.api().answer(below.get());
            }
        }
        return CncReply.unauthorized();
    }
}
