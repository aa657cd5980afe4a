package org.linzhang.patrol.recording;

import static io.restassured.RestAssured.given;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.UUID;

import com.fasterxml.uuid.Generators;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;

import org.linzhang.platform.testing.Tokens;

/** Calls the HTTP API of the service as a user. */
record PatrolApi(String token) {

    static final String XIAOYAN_VILLAGE = "512002100201";
    static final Instant STARTED_AT = Instant.parse("2026-11-20T00:30:00Z");

    static final String START_BODY = """
            {"kind":"FIRE","regionCode":"512002100201","startedAt":"2026-11-20T08:30:00+08:00"}""";
    static final String FINISH_BODY = """
            {"finishedAt":"2026-11-20T09:00:00+08:00"}""";

    static PatrolApi of(String username) {
        return new PatrolApi(Tokens.of(username));
    }

    RequestSpecification request() {
        return given().auth().oauth2(token);
    }

    /** Starts a patrol, whose {@link #finish(UUID)} is half an hour after its start. */
    UUID start() {
        var id = Generators.timeBasedEpochGenerator().generate();
        start(id, START_BODY).statusCode(201);
        return id;
    }

    ValidatableResponse start(UUID id, String body) {
        return put("/api/patrols/" + id, "application/json", body);
    }

    ValidatableResponse segment(UUID id, int seq, String json) {
        return put("/api/patrols/" + id + "/segments/" + seq, "application/json", json);
    }

    ValidatableResponse gpx(UUID id, int seq, byte[] gpx) {
        return request()
                .contentType("application/gpx+xml")
                .body(gpx)
                .put("/api/patrols/" + id + "/segments/" + seq)
                .then();
    }

    ValidatableResponse finish(UUID id) {
        return finish(id, FINISH_BODY);
    }

    ValidatableResponse finish(UUID id, String body) {
        return put("/api/patrols/" + id + "/finish", "application/json", body);
    }

    ValidatableResponse get(String path) {
        return request().get(path).then();
    }

    private ValidatableResponse put(String path, String mediaType, String body) {
        return request().contentType(mediaType).body(body).put(path).then();
    }

    /** Points {@code first} to {@code first + count - 1} of a straight walk eastwards at 1.2 m/s, one every five seconds. */
    static String eastwards(int first, int count) {
        var json = new StringBuilder("{\"points\":[");
        for (int i = first; i < first + count; i++) {
            json.append(i == first ? "" : ",");
            json.append("{\"t\":\"").append(STARTED_AT.plusSeconds(5L * i)).append("\",\"lat\":30.12,\"lon\":");
            json.append(String.format(java.util.Locale.ROOT, "%.6f", 104.65 + i * 6.228e-5))
                    .append("}");
        }
        return json.append("]}").toString();
    }

    /** A generated GPX file of half an hour in Xiaoyan village with 360 points. */
    static byte[] recording() {
        try (InputStream in = PatrolApi.class.getResourceAsStream("/tracks/yanjiang-walk.gpx")) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
