package org.linzhang.gateway.limit;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** A request body that fails with {@link BodyTooLarge} when it exceeds its limit. */
public final class LimitedBody implements ReadStream<Buffer> {

    private final ReadStream<Buffer> body;
    private final long limit;
    private long bytesRead;
    private Handler<Throwable> exceptionHandler;

    LimitedBody(ReadStream<Buffer> body, long limit) {
        this.body = body;
        this.limit = limit;
    }

    @Override
    public ReadStream<Buffer> handler(Handler<Buffer> handler) {
        body.handler(handler == null ? null : chunk -> deliver(chunk, handler));
        return this;
    }

    private void deliver(Buffer chunk, Handler<Buffer> handler) {
        boolean alreadyFailed = isTooLarge();
        bytesRead += chunk.length();
        if (!isTooLarge()) {
            handler.handle(chunk);
        } else if (!alreadyFailed && exceptionHandler != null) {
            exceptionHandler.handle(tooLarge());
        }
    }

    public boolean isTooLarge() {
        return bytesRead > limit;
    }

    public BodyTooLarge tooLarge() {
        return new BodyTooLarge(limit);
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        exceptionHandler = handler;
        body.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> endHandler(Handler<Void> handler) {
        body.endHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        body.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        body.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        body.fetch(amount);
        return this;
    }
}
