package org.linzhang.broken.spy;

import org.linzhang.stranger.secret.Secret;

/** Looks into another service, for the house rule that must see it. */
public class Spy {
    Secret secret;
}
