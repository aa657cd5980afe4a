package org.linzhang.gateway.body;

import java.util.UUID;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.file.OpenOptions;
import io.vertx.core.http.HttpServerRequest;
import org.jboss.logging.Logger;

import org.linzhang.gateway.problem.ServiceUnavailable;

/** Receives one body: in memory as long as it is small, then in a temporary file. All methods run on one event loop. */
final class BodyReception {

    private static final Logger LOG = Logger.getLogger(BodyReception.class);

    private final Vertx vertx;
    private final HttpServerRequest request;
    private final BodyConfig config;
    private final MemoryBudget budget;
    private final long limit;
    private final Promise<RequestBody> result = Promise.promise();

    private Buffer inMemory = Buffer.buffer();
    private AsyncFile file;
    /** Not null while the file is being opened: what arrived in this time. */
    private Buffer waiting;

    private int pendingWrites;
    private boolean isEnded;
    private boolean isDone;
    private long received;
    private long receivedBeforePeriod;
    private long timer;

    /** @param limit maximum size, bytes */
    BodyReception(Vertx vertx, HttpServerRequest request, BodyConfig config, MemoryBudget budget, long limit) {
        this.vertx = vertx;
        this.request = request;
        this.config = config;
        this.budget = budget;
        this.limit = limit;
    }

    /**
     * Fails with {@link BodyTooLarge}, with {@link BodyTooSlow}, with {@link ServiceUnavailable} if the file can't be written,
     * or if the client disconnects.
     */
    Future<RequestBody> start() {
        timer = vertx.setPeriodic(config.ratePeriod().toMillis(), _ -> checkRate());
        // Quarkus resumes the request when the first handler is set, unless it was paused.
        request.pause();
        request.exceptionHandler(this::fail);
        request.endHandler(_ -> end());
        request.handler(this::receive);
        request.resume();
        return result.future();
    }

    private void checkRate() {
        long necessary = config.minRate().asLongValue() * config.ratePeriod().toSeconds();
        if (received - receivedBeforePeriod < necessary && !isEnded) {
            fail(new BodyTooSlow(necessary, config.ratePeriod()));
        }
        receivedBeforePeriod = received;
    }

    private void receive(Buffer chunk) {
        if (isDone) {
            return;
        }
        received += chunk.length();
        if (received > limit) {
            fail(new BodyTooLarge(limit));
        } else if (file != null) {
            write(chunk);
        } else if (waiting != null) {
            waiting.appendBuffer(chunk);
        } else if (received <= config.memory().asLongValue() && budget.reserve(chunk.length())) {
            inMemory.appendBuffer(chunk);
        } else {
            moveToFile(chunk);
        }
    }

    /** The chunk is in memory, beyond the budget, until the file is open. */
    private void moveToFile(Buffer chunk) {
        waiting = Buffer.buffer().appendBuffer(chunk);
        request.pause();
        var path = config.folder().resolve("linzhang-body-" + UUID.randomUUID());
        vertx.fileSystem()
                .open(
                        path.toString(),
                        new OpenOptions()
                                .setCreateNew(true)
                                .setDeleteOnClose(true)
                                .setPerms("rw-------"))
                .onSuccess(this::onOpened)
                .onFailure(this::failForFile);
    }

    private void onOpened(AsyncFile opened) {
        if (isDone) {
            opened.close();
            return;
        }
        file = opened;
        budget.release(inMemory.length());
        write(inMemory.appendBuffer(waiting));
        inMemory = null;
        waiting = null;
        request.resume();
    }

    private void write(Buffer chunk) {
        pendingWrites++;
        file.write(chunk).onComplete(_ -> onWritten(), this::failForFile);
        if (file.writeQueueFull()) {
            request.pause();
            file.drainHandler(_ -> request.resume());
        }
    }

    private void onWritten() {
        pendingWrites--;
        completeIfStored();
    }

    private void end() {
        isEnded = true;
        completeIfStored();
    }

    private void completeIfStored() {
        if (isDone || !isEnded || waiting != null || pendingWrites > 0) {
            return;
        }
        isDone = true;
        vertx.cancelTimer(timer);
        result.complete(
                file == null ? new RequestBody.InMemory(inMemory, budget) : new RequestBody.InFile(file, received));
    }

    private void failForFile(Throwable failure) {
        LOG.errorf(failure, "a request body can not be written to %s", config.folder());
        fail(ServiceUnavailable.busy("the gateway"));
    }

    private void fail(Throwable failure) {
        if (isDone) {
            return;
        }
        isDone = true;
        vertx.cancelTimer(timer);
        if (inMemory != null) {
            budget.release(inMemory.length());
            inMemory = null;
        }
        if (file != null) {
            file.close();
        }
        result.fail(failure);
    }
}
