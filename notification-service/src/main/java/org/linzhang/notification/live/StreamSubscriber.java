package org.linzhang.notification.live;

import java.time.Instant;

import org.linzhang.platform.security.Caller;

/**
 * The receiver of a stream.
 *
 * @param until expiry of their token, when the stream ends: the next request checks whether it was revoked
 * @param disconnect closes the connection at once, with unsent events
 */
record StreamSubscriber(Caller caller, Instant until, Runnable disconnect) {

    String username() {
        return caller.username();
    }
}
