package dev.sluice.proxy;

import dev.sluice.exchange.Fields;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOption;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpObject;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.buffer.BufferInternal;
import io.vertx.core.net.NetSocket;
import java.io.IOException;
import java.util.ArrayDeque;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A connection that speaks HTTP/1.1: one request at a time, and none after anything that is not right.
 *
 * <p>Its handlers stand in front of the socket that it came from, which sees no byte until the upstream switches to another
 * protocol.
 */
final class Http1Connection extends PooledConnection implements Transmission {

    private static final Logger LOG = LoggerFactory.getLogger(Http1Connection.class);
    private static final String DECODER = "answers";
    private static final String INBOUND = "exchange";

    private final NetSocket socket;
    private final AnswerFields fields;
    private final Http1Decoder decoder;
    private final ChannelHandlerContext channel;
    private final Http1Writer writer;
    /** What has come while it was paused. */
    private final ArrayDeque<HttpContent> held = new ArrayDeque<>();

    private @Nullable Receiver receiver;
    /** A request has been sent, and the last byte of its answer has not come. */
    private boolean answering;

    private boolean head;
    private boolean upgrade;
    private boolean headSeen;
    private boolean keepsAlive;
    /** What stands for an informational answer is not over. */
    private boolean skipping;

    private int informational;
    private boolean paused;
    /** Its bytes can be trusted no more. */
    private boolean broken;

    private boolean switched;
    private long restsUntil = Long.MAX_VALUE;

    /** @param beside the socket's own handler; on its event loop */
    Http1Connection(
            TargetPool pool,
            ContextInternal loop,
            NetSocket socket,
            ChannelHandlerContext beside,
            LoopScratch scratch) {
        super(pool);
        this.socket = socket;
        this.fields = scratch.answers;
        this.decoder = new Http1Decoder(this, loop);
        beside.channel().config().setOption(ChannelOption.AUTO_CLOSE, false);
        beside.pipeline().addBefore(beside.name(), DECODER, decoder);
        beside.pipeline().addBefore(beside.name(), INBOUND, new Http1Inbound(this, loop));
        this.channel = beside.pipeline().context(INBOUND);
        this.writer = new Http1Writer(channel, scratch.head);
    }

    @Override
    boolean carriesOne() {
        return true;
    }

    @Override
    int room() {
        return receiver == null && !broken && !isGone() && !hasRested() && !isWornOut() ? 1 : 0;
    }

    private boolean hasRested() {
        return restsUntil != Long.MAX_VALUE && System.nanoTime() - restsUntil >= 0;
    }

    @Override
    boolean isIdle() {
        return receiver == null;
    }

    boolean awaitsBytes() {
        return answering || switched;
    }

    boolean isHead() {
        return head;
    }

    boolean asksForUpgrade() {
        return upgrade;
    }

    boolean isBroken() {
        return broken;
    }

    boolean hasSwitched() {
        return switched;
    }

    @Override
    Transmission begin(Receiver next) {
        receiver = next;
        headSeen = false;
        skipping = false;
        informational = 0;
        paused = false;
        return this;
    }

    @Override
    public void send(OutgoingRequest request, @Nullable Buffer body, boolean whole) {
        try {
            writer.begin(request);
        } catch (IllegalArgumentException unsendable) {
            receiver = null;
            pool.free(this);
            throw unsendable;
        }
        head = "HEAD".equals(request.method());
        upgrade = request.upgrade;
        answering = true;
        writer.send(body, whole);
    }

    @Override
    public void write(Buffer chunk) {
        writer.write(chunk);
    }

    @Override
    public void end(Fields trailers) {
        writer.end(trailers);
    }

    @Override
    public boolean isFull() {
        return writer.isFull();
    }

    @Override
    public boolean isFlushed() {
        return writer.isFlushed();
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
        while (!paused) {
            HttpContent next = held.poll();
            if (next == null) {
                break;
            }
            deliver(next);
        }
        if (!paused && !channel.channel().config().isAutoRead()) {
            channel.channel().config().setAutoRead(true);
        }
    }

    @Override
    public void abandon() {
        receiver = null;
        breakOff();
    }

    /** What the decoder has read. */
    void read(Object message) {
        if (broken || !(message instanceof HttpObject object)) {
            ReferenceCountUtil.release(message);
            return;
        }
        if (object.decoderResult().isFailure()) {
            ReferenceCountUtil.release(message);
            fault(ofDecoding(object.decoderResult().cause()));
            return;
        }
        if (object instanceof HttpResponse response) {
            begins(response);
        }
        if (object instanceof HttpContent content) {
            comes(content);
        }
    }

    private Failure ofDecoding(Throwable cause) {
        if (headSeen) {
            return Failure.RESPONSE_TRANSFER_CODING;
        }
        return cause instanceof TooLongFrameException ? Failure.RESPONSE_HEAD_SIZE : Failure.PROTOCOL_ERROR;
    }

    private void begins(HttpResponse response) {
        int status = response.status().code();
        if (status >= 100 && status < 200 && status != 101) {
            skipping = true;
            inform(response);
            return;
        }
        Failure failure = AnswerCheck.judge(response, upgrade);
        Receiver told = receiver;
        if (failure != null || told == null) {
            fault(failure == null ? Failure.PROTOCOL_ERROR : failure);
            return;
        }
        headSeen = true;
        keepsAlive = AnswerCheck.keepsAlive(response, head);
        restsUntil = AnswerCheck.restsUntil(response.headers());
        told.head(AnswerCheck.head(response));
    }

    private void inform(HttpResponse response) {
        int status = response.status().code();
        Receiver told = receiver;
        if (++informational > AnswerCheck.MOST_INFORMATIONAL) {
            fault(Failure.PROTOCOL_ERROR);
        } else if (told != null && (status == 100 || status == 103)) {
            told.informed(AnswerCheck.head(response));
        }
    }

    private void comes(HttpContent content) {
        boolean last = content instanceof LastHttpContent;
        if (skipping) {
            content.release();
            skipping = !last;
            return;
        }
        if (last && !decoder.isUpgraded()) {
            if (decoder.hasMore()) {
                content.release();
                fault(Failure.PROTOCOL_ERROR);
                return;
            }
            answering = false;
        }
        if (paused || !held.isEmpty()) {
            held.add(content);
            channel.channel().config().setAutoRead(false);
        } else {
            deliver(content);
        }
    }

    private void deliver(HttpContent content) {
        Receiver told = receiver;
        if (told == null) {
            content.release();
            return;
        }
        if (content.content().isReadable()) {
            told.chunk(BufferInternal.safeBuffer(content.content()));
        } else {
            content.release();
        }
        if (content instanceof LastHttpContent last && receiver == told) {
            if (decoder.isUpgraded()) {
                switchOver(told);
            } else {
                ends(told, last);
            }
        }
    }

    private void ends(Receiver told, LastHttpContent last) {
        Fields trailers;
        try {
            trailers = fields.trailers(last.trailingHeaders());
        } catch (IllegalArgumentException unsendable) {
            fault(Failure.PROTOCOL_ERROR);
            return;
        }
        receiver = null;
        boolean reusable = keepsAlive && writer.isDone() && !broken && !isGone() && !isWornOut();
        if (!reusable) {
            breakOff();
        }
        try {
            told.end(trailers);
        } finally {
            if (reusable) {
                if (!channel.channel().config().isAutoRead()) {
                    channel.channel().config().setAutoRead(true);
                }
                pool.free(this);
            }
        }
    }

    private void switchOver(Receiver told) {
        receiver = null;
        switched = true;
        lost();
        socket.pause();
        channel.channel().config().setOption(ChannelOption.AUTO_CLOSE, true);
        // what came behind the head goes on to the socket
        channel.pipeline().remove(DECODER);
        channel.pipeline().remove(INBOUND);
        told.switched(socket);
    }

    /** There is room again, or none. */
    void writability() {
        Receiver told = receiver;
        if (told != null && !writer.isFull()) {
            told.drained();
        }
    }

    void caught(Throwable cause) {
        if (cause instanceof SSLException || cause.getCause() instanceof SSLException) {
            fault(headSeen ? Failure.RESPONSE_INCOMPLETE : Failure.TLS_ALERT);
            return;
        }
        if (cause instanceof IOException) {
            // the end of the connection comes next
            broken = true;
            return;
        }
        LOG.warn("an answer could not be handled", cause);
        fault(Failure.PROTOCOL_ERROR);
    }

    /** The connection has been closed. */
    void closed() {
        lost();
        Receiver told = receiver;
        if (told == null || (!answering && headSeen)) {
            // nobody waits, or all of the answer is there
            return;
        }
        fault(headSeen ? Failure.RESPONSE_INCOMPLETE : Failure.CONNECTION_TERMINATED);
    }

    private void fault(Failure failure) {
        Receiver told = receiver;
        receiver = null;
        breakOff();
        if (told != null) {
            told.failed(failure);
        }
    }

    private void breakOff() {
        broken = true;
        for (HttpContent content = held.poll(); content != null; content = held.poll()) {
            content.release();
        }
        close();
    }

    @Override
    @SuppressWarnings("FutureReturnValueIgnored") // there is nobody left to tell
    void close() {
        answering = answering && receiver != null;
        lost();
        channel.close();
    }
}
