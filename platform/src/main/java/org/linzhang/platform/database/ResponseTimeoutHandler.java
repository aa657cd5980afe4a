package org.linzhang.platform.database;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import org.jboss.logging.Logger;

/**
 * Closes a connection to PostgreSQL if the server does not answer a message in time, for example because its process is
 * suspended or its disk hangs. A connection without a running statement stays open without limit.
 *
 * <p>The server ends each answer with the message {@code ReadyForQuery} (PostgreSQL documentation, section "Message Formats"): the
 * letter Z, the length 5 and one byte for the state of the transaction.
 */
final class ResponseTimeoutHandler extends ChannelDuplexHandler {

    private static final Logger LOG = Logger.getLogger(ResponseTimeoutHandler.class);
    private static final int READY_FOR_QUERY_BYTES = 6;

    private final long timeoutNanos;
    private boolean isWaiting;
    private long waitingSince;

    /** The timer runs on after an answer, because starting one for each statement costs more. */
    private boolean hasTimer;

    ResponseTimeoutHandler(Duration timeout) {
        timeoutNanos = timeout.toNanos();
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        isWaiting = true;
        waitingSince = System.nanoTime();
        if (!hasTimer) {
            startTimer(context, timeoutNanos);
        }
        super.write(context, message, promise);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) throws Exception {
        waitingSince = System.nanoTime();
        if (message instanceof ByteBuf bytes && isEndOfAnswer(bytes)) {
            isWaiting = false;
        }
        super.channelRead(context, message);
    }

    private static boolean isEndOfAnswer(ByteBuf bytes) {
        int start = bytes.writerIndex() - READY_FOR_QUERY_BYTES;
        return start >= bytes.readerIndex() && bytes.getByte(start) == 'Z' && bytes.getInt(start + 1) == 5;
    }

    private void startTimer(ChannelHandlerContext context, long delayNanos) {
        hasTimer = true;
        context.executor().schedule(() -> check(context), delayNanos, TimeUnit.NANOSECONDS);
    }

    private void check(ChannelHandlerContext context) {
        hasTimer = false;
        if (!isWaiting || !context.channel().isActive()) {
            return;
        }
        long remaining = waitingSince + timeoutNanos - System.nanoTime();
        if (remaining > 0) {
            startTimer(context, remaining);
            return;
        }
        LOG.warnf(
                "PostgreSQL has not answered for %d s: the connection is closed",
                TimeUnit.NANOSECONDS.toSeconds(timeoutNanos));
        context.close();
    }
}
