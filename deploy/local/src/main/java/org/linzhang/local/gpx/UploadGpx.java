package org.linzhang.local.gpx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;

import org.linzhang.local.Settings;
import org.linzhang.local.client.ApiClient;
import org.linzhang.local.client.Login;
import org.linzhang.local.client.UnexpectedResponseException;
import org.linzhang.platform.servers.process.StartupException;

/** The program that {@code deploy/upload-gpx} runs: uploads a recording as a patrol on foot. Repeating it changes nothing. */
final class UploadGpx {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;

    private UploadGpx() {}

    public static void main(String[] arguments) {
        try {
            upload(UploadOptions.parse(List.of(arguments), Settings.from(System.getenv())));
        } catch (IllegalArgumentException e) {
            end(MISUSED, e.getMessage() + "\n" + UploadOptions.USAGE);
        } catch (NoSuchFileException e) {
            end(FAILED, "No such file: " + e.getFile());
        } catch (Recording.UnreadableFileException | UnexpectedResponseException | StartupException e) {
            end(FAILED, "Not uploaded: " + e.getMessage());
        } catch (UncheckedIOException e) {
            end(FAILED, "Not uploaded, the platform does not respond (is deploy/up running?): " + e.getMessage());
        } catch (IOException e) {
            end(FAILED, "Not uploaded, the file can't be read: " + e.getMessage());
        }
    }

    private static void end(int code, String message) {
        System.err.println(message);
        System.exit(code);
    }

    private static void upload(UploadOptions options) throws IOException, Recording.UnreadableFileException {
        var file = Files.readAllBytes(options.file());
        var recording = Recording.read(file);
        var user = new Login(options.gateway(), options.realm()).as(options.user(), options.password());
        var patrol = "/api/patrols/" + idOf(file, options.user());
        var now = Instant.now();
        var started = user.put(patrol, startRequest(user, recording.start(now))).expect(201, 200);
        var segments = recording.segments();
        for (int seq = 0; seq < segments.size(); seq++) {
            user.put(patrol + "/segments/" + seq, "application/gpx+xml", segments.get(seq))
                    .expect(201, 200);
        }
        var finish = Map.of("finishedAt", recording.end(now).toString());
        var summary = user.put(patrol + "/finish", finish).expect(200).json();
        System.out.printf(
                "%s: %d points in %s%n",
                options.file().getFileName(),
                recording.points(),
                started.status() == 201 ? "a new patrol" : "a patrol that existed already");
        print(summary);
        System.out.printf("  track     %s%n", options.gateway().resolve(patrol + "/track.geojson"));
    }

    private static Map<String, String> startRequest(ApiClient user, Instant start) {
        var region = user.get("/api/me")
                .expect(200)
                .json()
                .path("region")
                .path("code")
                .asText();
        return Map.of("kind", "ROUTINE", "regionCode", region, "transport", "FOOT", "startedAt", start.toString());
    }

    private static void print(JsonNode summary) {
        System.out.printf(
                "  distance  %,.1f m%n", summary.path("distanceMetres").asDouble());
        System.out.printf(
                "  duration  %s, moving %s%n",
                seconds(summary.path("durationSeconds")), seconds(summary.path("movingSeconds")));
        System.out.printf(
                "  points    %d, excluded %d%n",
                summary.path("points").asInt(), summary.path("excludedPoints").asInt());
        var evidence = summary.path("evidence");
        if (evidence.isEmpty()) {
            System.out.println("  evidence  nothing against it");
        }
        evidence.forEach(each -> System.out.printf(
                "  evidence  %s: %s%n",
                each.path("code").asText(), each.path("detail").asText()));
    }

    private static String seconds(JsonNode seconds) {
        var time = Duration.ofSeconds(seconds.asLong());
        return "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }

    /** Derived from file and user, so that a second upload finds the first. */
    private static UUID idOf(byte[] file, String user) {
        var name = new ByteArrayOutputStream();
        name.writeBytes(user.getBytes(StandardCharsets.UTF_8));
        name.write(0);
        name.writeBytes(file);
        return UUID.nameUUIDFromBytes(name.toByteArray());
    }
}
