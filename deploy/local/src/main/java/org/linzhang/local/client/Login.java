package org.linzhang.local.client;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Logs users in with the password grant, which the demo realm allows for scripts.
 *
 * @param gateway the platform's address
 * @param realm the address of Keycloak's realm, such as {@code http://localhost:8180/realms/linzhang}
 */
public record Login(URI gateway, URI realm) {
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();

    /**
     * @throws UnexpectedResponseException if Keycloak refuses the log-in
     * @throws UncheckedIOException if Keycloak does not respond
     */
    public ApiClient as(String username, String password) {
        var client = new ApiClient(this, username, password);
        client.token();
        return client;
    }

    /** An access token; it is valid for five minutes. */
    String token(String username, String password) {
        var fields = Map.of(
                "grant_type", "password", "client_id", "linzhang-mobile", "username", username, "password", password);
        var form = fields.entrySet().stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        return send("log-in of " + username, request)
                .expect(200)
                .json()
                .path("access_token")
                .asText();
    }

    static ApiResponse send(String call, HttpRequest.Builder request) {
        var response = send(request, HttpResponse.BodyHandlers.ofString());
        return new ApiResponse(call, response.statusCode(), response.body());
    }

    static <T> HttpResponse<T> send(HttpRequest.Builder request, HttpResponse.BodyHandler<T> handler) {
        var built = request.timeout(TIMEOUT).build();
        try {
            return HTTP.send(built, handler);
        } catch (ConnectException e) {
            throw new UncheckedIOException("no server at " + built.uri(), e);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
