package org.linzhang.notification.alert;

/** Where an alert stands. */
public enum AlertStatus {
    /** The person has been told, and has said nothing. */
    RAISED,
    /** The person knows. */
    ACKNOWLEDGED,
    /** The incident is over. */
    SETTLED
}
