package dev.sluice.edge;

import dev.sluice.exchange.Fields;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.ArrayDeque;
import java.util.Map;

/** Keeps the trailers of an HTTP/1 connection's requests (RFC 9112, 7.1.2), which Vert.x passes over. */
final class TrailerWatch extends ChannelInboundHandlerAdapter {

    /** Of one request; a client may have sent several before the first is answered. */
    private record Trailers(long request, HttpHeaders fields) {}

    private final ArrayDeque<Trailers> kept = new ArrayDeque<>();
    private long requests;

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        if (message instanceof HttpRequest) {
            requests++;
        }
        if (message instanceof LastHttpContent last && !last.trailingHeaders().isEmpty()) {
            kept.add(new Trailers(requests, last.trailingHeaders()));
        }
        context.fireChannelRead(message);
    }

    /** @param request counted from 1; those before it are forgotten */
    Fields of(long request) {
        for (Trailers next = kept.peek(); next != null && next.request <= request; next = kept.peek()) {
            kept.poll();
            if (next.request == request) {
                return fields(next.fields);
            }
        }
        return Fields.NONE;
    }

    static Fields fields(Iterable<? extends Map.Entry<? extends CharSequence, ? extends CharSequence>> headers) {
        Fields fields = Fields.NONE;
        for (Map.Entry<? extends CharSequence, ? extends CharSequence> field : headers) {
            try {
                fields = fields.and(field.getKey().toString(), field.getValue().toString());
            } catch (IllegalArgumentException unsendable) {
                // RFC 9110, 6.5: trailers may be left out by anyone on the way
            }
        }
        return fields;
    }
}
