package org.linzhang.gateway.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import jakarta.inject.Inject;

import io.quarkus.test.common.ResourceArg;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.RequestOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.linzhang.gateway.Upstreams;
import org.linzhang.platform.testing.Tokens;

/** A body of up to 64 KiB is in memory, in 256 KiB for all of them; others are in files. */
@QuarkusTest
@WithTestResource(value = Upstreams.class, initArgs = @ResourceArg(name = "linzhang.body.total-memory", value = "256K"))
class RequestBodyTest {

    private static final int KIB = 1024;

    @TestHTTPResource
    URI gateway;

    @Inject
    RequestBodies bodies;

    @Inject
    Vertx vertx;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterEach
    void memory_and_files_are_free_again() {
        await().untilAsserted(() -> assertThat(bodies.reservedMemory()).isZero());
        await().until(() -> openFiles() == 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 64 * KIB, 64 * KIB + 1, 1024 * KIB})
    void a_body_arrives_whole_from_memory_and_from_a_file(int bytes) throws Exception {
        assertThat(putSegment(bytes).join()).contains("\"length\":" + bytes);
    }

    @Test
    void many_large_bodies_arrive_at_the_same_time() {
        var calls = IntStream.range(0, 20).mapToObj(_ -> putSegment(300 * KIB)).toList();
        assertThat(calls).allSatisfy(call -> assertThat(call.join()).contains("\"length\":" + 300 * KIB));
    }

    @Test
    void a_body_that_does_not_fit_into_the_memory_of_all_is_written_to_a_file() throws Exception {
        assumeTrue(Files.isDirectory(Path.of("/proc/self/fd")), "needs Linux");
        // Given
        try (var first = send(60 * KIB);
                var second = send(60 * KIB);
                var third = send(60 * KIB);
                var fourth = send(60 * KIB)) {
            await().until(() -> bodies.reservedMemory() == 4 * 60 * KIB);
            // When
            try (var fifth = send(60 * KIB)) {
                // Then
                await().until(() -> openFiles() == 1);
                assertThat(bodies.reservedMemory()).isLessThanOrEqualTo(256 * KIB);
                assertThat(fifth.isConnected()).isTrue();
            }
            assertThat(first.isConnected() && second.isConnected() && third.isConnected() && fourth.isConnected())
                    .isTrue();
        }
        // Then also: the clients disconnected in the middle of their bodies, and afterwards nothing is occupied
    }

    @Test
    void a_client_that_waits_for_permission_to_send_gets_it() throws Exception {
        // Given
        try (var socket = connect("PUT /api/patrols/1 HTTP/1.1\nExpect: 100-continue\nContent-Length: 2")) {
            // When
            var permission = new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII);
            socket.getOutputStream().write("{}".getBytes(StandardCharsets.US_ASCII));
            // Then
            assertThat(permission).isEqualTo("HTTP/1.1 100");
            assertThat(new String(socket.getInputStream().readNBytes(25), StandardCharsets.US_ASCII))
                    .contains("HTTP/1.1 200");
        }
    }

    @Test
    void a_client_that_announces_a_body_over_the_limit_gets_no_permission_to_send() throws Exception {
        try (var socket = connect("PUT /api/patrols/1 HTTP/1.1\nExpect: 100-continue\nContent-Length: 65537")) {
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 413");
        }
    }

    @Test
    void a_large_body_over_http_2_arrives_whole() {
        // Given
        var http2 = vertx.createHttpClient(
                new HttpClientOptions().setProtocolVersion(HttpVersion.HTTP_2).setHttp2ClearTextUpgrade(false));
        var call = new RequestOptions()
                .setMethod(HttpMethod.PUT)
                .setAbsoluteURI(gateway.resolve("/api/patrols/1/segments/2").toString())
                .putHeader("Authorization", "Bearer " + Tokens.of("ranger"));
        var received = new CompletableFuture<String>();
        // When, on an event loop: on another thread the response could end before a handler is set
        vertx.runOnContext(_ -> http2.request(call)
                .compose(request -> request.send(Buffer.buffer(new byte[900 * KIB])))
                .compose(response -> response.body())
                .map(Buffer::toString)
                .onComplete(received::complete, received::completeExceptionally));
        // Then
        assertThat(received.join()).contains("\"length\":" + 900 * KIB);
        http2.close();
    }

    private CompletableFuture<String> putSegment(int bytes) {
        return client.sendAsync(
                        HttpRequest.newBuilder(gateway.resolve("/api/patrols/1/segments/2"))
                                .header("Authorization", "Bearer " + Tokens.of("ranger"))
                                .PUT(HttpRequest.BodyPublishers.ofInputStream(
                                        () -> new ByteArrayInputStream(new byte[bytes])))
                                .build(),
                        BodyHandlers.ofString())
                .thenApply(response -> response.body());
    }

    /** A client that has sent this many bytes of a larger body. */
    private Socket send(int bytes) throws IOException {
        var socket = connect("PUT /api/patrols/1 HTTP/1.1\nContent-Length: 65536");
        socket.getOutputStream().write(new byte[bytes]);
        return socket;
    }

    private Socket connect(String head) throws IOException {
        var socket = new Socket(gateway.getHost(), gateway.getPort());
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write("""
                %s
                Host: %s
                Authorization: Bearer %s

                """.formatted(head, gateway.getAuthority(), Tokens.of("ranger"))
                .replace("\n", "\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Temporary files of bodies that this process has open; they have no name in their folder. */
    private static long openFiles() throws IOException {
        var descriptors = Path.of("/proc/self/fd");
        if (!Files.isDirectory(descriptors)) {
            return 0;
        }
        try (var files = Files.list(descriptors)) {
            return files.map(RequestBodyTest::target)
                    .filter(Objects::nonNull)
                    .filter(target -> target.contains("linzhang-body-"))
                    .count();
        }
    }

    private static String target(Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).toString();
        } catch (IOException closedInTheMeantime) {
            return null;
        }
    }
}
