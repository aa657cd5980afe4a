package org.linzhang.notification.alert;

import static io.restassured.RestAssured.given;

import java.util.Map;

import io.restassured.response.ValidatableResponse;

import org.linzhang.notification.InboxReader;

/** Presses the button. */
public final class Acknowledgements {

    private Acknowledgements() {}

    public static ValidatableResponse acknowledge(InboxReader person, Map<String, Object> alert) {
        return acknowledge(person, alert.get("id").toString());
    }

    public static ValidatableResponse acknowledge(InboxReader person, String alert) {
        return given().auth()
                .oauth2(person.token())
                .post("/api/alerts/" + alert + "/acknowledge")
                .then();
    }
}
