package org.linzhang.notification.live;

import java.time.Instant;

import org.linzhang.platform.security.Caller;

/**
 * Who listens on a line.
 *
 * @param until when their token expires: they must not listen for ever on one that may have been revoked
 * @param disconnect cuts the connection, whatever still waits on it
 */
record StreamSubscriber(Caller caller, Instant until, Runnable disconnect) {

    String username() {
        return caller.username();
    }
}
