package org.linzhang.gateway.login;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Pattern;

import io.quarkus.test.junit.QuarkusTestProfile;

/** A gateway whose log-in is the code flow of {@link StubRealm}. */
public class CodeFlow implements QuarkusTestProfile {

    private static final Pattern STATE = Pattern.compile("[?&]state=([^&]+)");

    /** The session cookies. */
    static Map<String, String> logIn() {
        var toRealm = given().redirects().follow(false).get("/login?to=/chief");
        toRealm.then().statusCode(302);
        var state = STATE.matcher(toRealm.header("Location"));
        assertThat(state.find()).isTrue();
        var back = given().cookies(toRealm.cookies())
                .redirects()
                .follow(false)
                .queryParam("code", "code")
                .queryParam("state", URLDecoder.decode(state.group(1), StandardCharsets.UTF_8))
                .get("/login/done");
        back.then().statusCode(302);
        var session = new HashMap<>(back.cookies());
        session.keySet().removeIf(name -> !name.startsWith("q_session"));
        assertThat(session).isNotEmpty();
        return session;
    }
}
