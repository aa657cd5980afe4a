package org.linzhang.gateway.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;

import io.quarkus.runtime.LaunchMode;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.impl.MimeMapping;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/**
 * Serves the bundles of the web client from memory, compressed once. The static handler of Quarkus asks the file system on a worker
 * thread and compresses at each request. The name of a bundle contains a hash of its content, so a file never changes.
 */
@Singleton
class BundleFiles {

    private static final String FOLDER = "/static/bundle/";
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_.-]+");
    private static final int BEFORE_STATIC_HANDLER = -1;

    private final Map<String, BundleFile> files = new ConcurrentHashMap<>();
    private final Vertx vertx;

    /** @param gzip null if it is not smaller */
    private record BundleFile(String mediaType, String etag, Buffer content, Buffer gzip) {}

    BundleFiles(Vertx vertx) {
        this.vertx = vertx;
    }

    void register(@Observes Router router) {
        // In development, bundles change and have no hash.
        if (LaunchMode.current() != LaunchMode.DEVELOPMENT) {
            router.route(FOLDER + "*")
                    .order(BEFORE_STATIC_HANDLER)
                    .method(HttpMethod.GET)
                    .method(HttpMethod.HEAD)
                    .handler(this::serve);
        }
    }

    private void serve(RoutingContext rc) {
        if (rc.request().version() == HttpVersion.HTTP_2) {
            // On HTTP/2 the server compresses a body that has a Content-Encoding, so it would be compressed twice.
            rc.next();
            return;
        }
        var path = rc.normalizedPath();
        // The route also matches the folder without its slash.
        var name = path.startsWith(FOLDER) ? path.substring(FOLDER.length()) : "";
        var file = files.get(name);
        if (file != null) {
            send(rc, file);
        } else if (NAME.matcher(name).matches()) {
            vertx.executeBlocking(() -> load(name), false)
                    .onSuccess(loaded -> sendOrNext(rc, loaded))
                    .onFailure(rc::fail);
        } else {
            rc.next();
        }
    }

    private static void sendOrNext(RoutingContext rc, BundleFile loaded) {
        if (loaded == null) {
            rc.next();
        } else {
            send(rc, loaded);
        }
    }

    private static void send(RoutingContext rc, BundleFile file) {
        var request = rc.request();
        var response = rc.response();
        response.putHeader(HttpHeaders.ETAG, file.etag());
        response.putHeader(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        if (file.etag().equals(request.getHeader(HttpHeaders.IF_NONE_MATCH))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, file.mediaType());
        var body = file.content();
        if (file.gzip() != null && acceptsGzip(request.getHeader(HttpHeaders.ACCEPT_ENCODING))) {
            response.putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
            body = file.gzip();
        }
        if (request.method() == HttpMethod.HEAD) {
            response.putHeader(HttpHeaders.CONTENT_LENGTH, Integer.toString(body.length()))
                    .end();
        } else {
            response.end(body);
        }
    }

    /** Enough for browsers: a client that excludes gzip with {@code q=0} gets the file uncompressed. */
    private static boolean acceptsGzip(String acceptEncoding) {
        return acceptEncoding != null && acceptEncoding.contains("gzip") && !acceptEncoding.contains("gzip;q=0");
    }

    /** Returns null if there is no such file. */
    private BundleFile load(String name) throws IOException {
        var loader = Thread.currentThread().getContextClassLoader();
        try (var in = loader.getResourceAsStream("META-INF/resources" + FOLDER + name)) {
            if (in == null) {
                return null;
            }
            var content = in.readAllBytes();
            var gzip = gzip(content);
            var file = new BundleFile(
                    mediaType(name),
                    '"' + name + '"',
                    Buffer.buffer(content),
                    gzip.length < content.length ? Buffer.buffer(gzip) : null);
            files.put(name, file);
            return file;
        }
    }

    private static String mediaType(String name) {
        var type = MimeMapping.getMimeTypeForFilename(name);
        return type == null ? "application/octet-stream" : type.startsWith("text/") ? type + ";charset=UTF-8" : type;
    }

    private static byte[] gzip(byte[] content) throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(content);
        }
        return compressed.toByteArray();
    }
}
