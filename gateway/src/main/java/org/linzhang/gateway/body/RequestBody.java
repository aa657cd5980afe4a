package org.linzhang.gateway.body;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.file.AsyncFile;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;

/** A request body that has arrived completely. */
public abstract sealed class RequestBody {

    static final RequestBody NONE = new None();

    /** Sends the request with this body. */
    public abstract Future<HttpClientResponse> sendWith(HttpClientRequest request);

    /** Frees memory and file. A second call has no effect. */
    abstract void release();

    private static final class None extends RequestBody {

        @Override
        public Future<HttpClientResponse> sendWith(HttpClientRequest request) {
            return request.send();
        }

        @Override
        void release() {}
    }

    static final class InMemory extends RequestBody {

        private final MemoryBudget budget;
        private final int reserved;
        private Buffer content;

        /** @param content for which memory is reserved in the budget */
        InMemory(Buffer content, MemoryBudget budget) {
            this.content = content;
            this.budget = budget;
            this.reserved = content.length();
        }

        @Override
        public Future<HttpClientResponse> sendWith(HttpClientRequest request) {
            return request.send(content);
        }

        @Override
        void release() {
            if (content != null) {
                content = null;
                budget.release(reserved);
            }
        }
    }

    static final class InFile extends RequestBody {

        private final AsyncFile file;
        private final long length;
        private boolean isReleased;

        InFile(AsyncFile file, long length) {
            this.file = file;
            this.length = length;
        }

        @Override
        public Future<HttpClientResponse> sendWith(HttpClientRequest request) {
            file.setReadPos(0).setReadLength(length);
            return request.putHeader(HttpHeaders.CONTENT_LENGTH, Long.toString(length))
                    .send(file);
        }

        @Override
        void release() {
            if (!isReleased) {
                isReleased = true;
                file.close();
            }
        }
    }
}
