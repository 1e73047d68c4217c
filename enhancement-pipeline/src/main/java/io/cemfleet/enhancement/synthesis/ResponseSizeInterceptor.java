package io.cemfleet.enhancement.synthesis;

import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;

/** An answer that does not end fails before it fills the memory. */
final class ResponseSizeInterceptor implements Interceptor {
    private static final long MOST_BYTES = 2L << 20;

    @Override
    public Response intercept(Chain chain) throws IOException {
        Response response = chain.proceed(chain.request());
        ResponseBody body = response.body();
        if (body == null) {
            return response;
        }
        ForwardingSource bounded = new ForwardingSource(body.source()) {
            private long taken;

            @Override
            public long read(Buffer sink, long count) throws IOException {
                long more = super.read(sink, count);
                taken += Math.max(0, more);
                if (taken > MOST_BYTES) {
                    throw new IOException("the answer is too long");
                }
                return more;
            }
        };
        return response.newBuilder()
                .body(ResponseBody.create(Okio.buffer(bounded), body.contentType(), body.contentLength()))
                .build();
    }
}
