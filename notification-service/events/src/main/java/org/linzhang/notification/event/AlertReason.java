package org.linzhang.notification.event;

/** Why the recipient was alerted. */
public enum AlertReason {
    REPORTED,
    HANDED_OVER,
    SENT_BACK,
    /** A constant that was added after this version; see {@link org.linzhang.platform.event.UnknownConstant}. */
    UNKNOWN
}
