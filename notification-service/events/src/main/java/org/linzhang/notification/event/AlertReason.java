package org.linzhang.notification.event;

/** Why somebody was alerted. */
public enum AlertReason {
    REPORTED,
    HANDED_OVER,
    SENT_BACK
}
