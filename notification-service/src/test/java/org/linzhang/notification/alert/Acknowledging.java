package org.linzhang.notification.alert;

import static io.restassured.RestAssured.given;

import java.util.Map;

import io.restassured.response.ValidatableResponse;

import org.linzhang.notification.InboxOf;

/** Presses the button. */
public final class Acknowledging {

    private Acknowledging() {}

    public static ValidatableResponse acknowledge(InboxOf person, Map<String, Object> alert) {
        return acknowledge(person, alert.get("id").toString());
    }

    public static ValidatableResponse acknowledge(InboxOf person, String alert) {
        return given().auth()
                .oauth2(person.token())
                .post("/api/alerts/" + alert + "/acknowledge")
                .then();
    }
}
