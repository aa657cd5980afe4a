package org.linzhang.local.gpx;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;

import org.linzhang.local.LauncherException;
import org.linzhang.local.Settings;
import org.linzhang.local.client.ApiClient;
import org.linzhang.local.client.ApiResponse;
import org.linzhang.local.client.LoginClient;

/** The program behind {@code deploy/upload-gpx}: a recording becomes a patrol on foot. The same file again does no harm. */
final class UploadGpx {
    private static final int FAILED = 1;
    private static final int MISUSED = 2;
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private UploadGpx() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            upload(UploadOptions.parse(List.of(arguments), Settings.from(System.getenv())));
        } catch (IllegalArgumentException e) {
            end(MISUSED, e.getMessage() + "\n" + UploadOptions.USAGE);
        } catch (NoSuchFileException e) {
            end(FAILED, "There is no file " + e.getFile());
        } catch (Recording.UnreadableEventException | ApiResponse.Unexpected | LauncherException e) {
            end(FAILED, "Not uploaded: " + e.getMessage());
        } catch (IOException e) {
            end(FAILED, "Not uploaded, the platform does not answer (is deploy/up running?): " + e);
        }
    }

    private static void end(int code, String why) {
        System.err.println(why);
        System.exit(code);
    }

    private static void upload(UploadOptions options)
            throws IOException, InterruptedException, Recording.UnreadableEventException {
        var file = Files.readAllBytes(options.file());
        var recording = Recording.read(file);
        var visitor = new LoginClient(options.gateway(), options.realm()).logIn(options.user(), options.password());
        var patrol = "/api/patrols/" + idOf(file, options.user());
        var now = Instant.now();
        var begun = visitor.put(patrol, begin(visitor, recording.start(now))).expect(201, 200);
        var pieces = recording.pieces();
        for (int seq = 0; seq < pieces.size(); seq++) {
            visitor.put(patrol + "/segments/" + seq, "application/gpx+xml", pieces.get(seq))
                    .expect(201, 200);
        }
        var summary = visitor.put(
                        patrol + "/finish",
                        JSON.objectNode().put("finishedAt", recording.end(now).toString()))
                .expect(200)
                .body();
        System.out.printf(
                "%s: %d points in %s%n",
                options.file().getFileName(),
                recording.points(),
                begun.status() == 201 ? "a new patrol" : "a patrol that was there already");
        print(summary);
        System.out.printf("  track     %s%n", options.gateway().resolve(patrol + "/track.geojson"));
    }

    private static JsonNode begin(ApiClient visitor, Instant start) throws IOException, InterruptedException {
        var region = visitor.get("/api/me")
                .expect(200)
                .body()
                .path("region")
                .path("code")
                .asText();
        return JSON.objectNode()
                .put("kind", "ROUTINE")
                .put("regionCode", region)
                .put("transport", "FOOT")
                .put("startedAt", start.toString());
    }

    private static void print(JsonNode summary) {
        System.out.printf(
                "  distance  %,.1f m%n", summary.path("distanceMetres").asDouble());
        System.out.printf(
                "  duration  %s, of these under way %s%n",
                seconds(summary.path("durationSeconds")), seconds(summary.path("movingSeconds")));
        System.out.printf(
                "  points    %d, of these left out %d%n",
                summary.path("points").asInt(), summary.path("excludedPoints").asInt());
        var evidence = summary.path("evidence");
        if (evidence.isEmpty()) {
            System.out.println("  evidence  nothing speaks against it");
        }
        evidence.forEach(each -> System.out.printf(
                "  evidence  %s: %s%n",
                each.path("code").asText(), each.path("detail").asText()));
    }

    private static String seconds(JsonNode seconds) {
        var time = Duration.ofSeconds(seconds.asLong());
        return "%d:%02d:%02d".formatted(time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }

    /** The same for the same file and person, so that a second upload finds the first. */
    private static UUID idOf(byte[] file, String user) {
        var name = new ByteArrayOutputStream();
        name.writeBytes(user.getBytes(StandardCharsets.UTF_8));
        name.write(0);
        name.writeBytes(file);
        return UUID.nameUUIDFromBytes(name.toByteArray());
    }
}
