package org.linzhang.notification.alert;

/** The status of an alert. */
public enum AlertStatus {
    /** Not acknowledged. */
    RAISED,
    /** The recipient has acknowledged it. */
    ACKNOWLEDGED,
    /** The incident was closed or rejected. */
    SETTLED
}
