package org.linzhang.notification.event;

/** Why the recipient was alerted. */
public enum AlertReason {
    REPORTED,
    HANDED_OVER,
    SENT_BACK
}
