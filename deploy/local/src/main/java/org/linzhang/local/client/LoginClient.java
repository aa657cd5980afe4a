package org.linzhang.local.client;

import java.io.IOException;
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

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/** Where one logs in. */
public final class LoginClient {
    static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final URI gateway;
    private final URI realm;

    /** @param realm Keycloak's, such as {@code http://localhost:8180/realms/linzhang} */
    public LoginClient(URI gateway, URI realm) {
        this.gateway = gateway;
        this.realm = realm;
    }

    /** By the password grant, as scripts do. Good for the five minutes of an access token. */
    public ApiClient logIn(String username, String password) throws IOException, InterruptedException {
        var form = Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        "linzhang-mobile",
                        "username",
                        username,
                        "password",
                        password)
                .entrySet()
                .stream()
                .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        var request = HttpRequest.newBuilder(URI.create(realm + "/protocol/openid-connect/token"))
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form));
        var answer = send("log-in of " + username, request).expect(200);
        return new ApiClient(this, username, answer.body().path("access_token").asText());
    }

    HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(gateway.resolve(path)).header("Authorization", "Bearer " + token);
    }

    ApiResponse send(String call, HttpRequest.Builder request) throws IOException, InterruptedException {
        var ready = request.timeout(PATIENCE).build();
        try {
            var response = http.send(ready, HttpResponse.BodyHandlers.ofString());
            return new ApiResponse(call, response.statusCode(), json(response.body()));
        } catch (ConnectException e) {
            throw new IOException("nobody answers at " + ready.uri(), e);
        }
    }

    HttpClient http() {
        return http;
    }

    /** What is no JSON is kept as a text. */
    static JsonNode json(String body) {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            return JSON.getNodeFactory().textNode(body);
        }
    }
}
