package org.linzhang.gateway.proxy;

import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** A body that can be ended before its source is. */
final class AbortableBody implements ReadStream<Buffer> {

    private final ReadStream<Buffer> source;
    private Handler<Void> ended;

    AbortableBody(ReadStream<Buffer> source) {
        this.source = source;
    }

    /** As if the source had ended here, properly. */
    void end() {
        source.handler(null);
        if (ended != null) {
            ended.handle(null);
        }
    }

    @Override
    public ReadStream<Buffer> endHandler(Handler<Void> handler) {
        ended = handler;
        source.endHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> handler(Handler<Buffer> handler) {
        source.handler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> exceptionHandler(Handler<Throwable> handler) {
        source.exceptionHandler(handler);
        return this;
    }

    @Override
    public ReadStream<Buffer> pause() {
        source.pause();
        return this;
    }

    @Override
    public ReadStream<Buffer> resume() {
        source.resume();
        return this;
    }

    @Override
    public ReadStream<Buffer> fetch(long amount) {
        source.fetch(amount);
        return this;
    }
}
